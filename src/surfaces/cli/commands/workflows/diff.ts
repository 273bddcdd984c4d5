import { Command } from 'commander';
import type { WorkflowChange } from '../../app-port.ts';
import type { Paint } from '../../colors.ts';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { getWorkflow } from '../../find-workflow.ts';
import { type CommonOptions, toDataOptions, toInteger, withData, withJson, withServer } from '../../options.ts';
import { toPrintable } from '../../printable.ts';
import { toShortJson } from '../../trim-json.ts';

const VALUE_MAX = 200;

/** `flowright workflows diff ID FROM TO`. */
export function buildDiffWorkflow(context: CommandContext): Command {
  const { app, terminal } = context;
  const toVersion = toInteger(1, 1_000_000_000);
  const command = new Command('diff')
    .summary('compare two versions of a workflow')
    .description('Compare two versions of a workflow.')
    .argument('<id>', 'id of the workflow')
    .argument('<from>', 'the older version', toVersion)
    .argument('[to]', 'the newer version; the current one by default', toVersion);
  return withServer(withData(withJson(command))).action(
    async (id: string, from: number, to: number | undefined, options: CommonOptions) => {
      const output = toOutput(options, context);
      await using(app.openData(toDataOptions(options, terminal)), async ({ workflows }) => {
        const { version: current } = await getWorkflow(id, workflows);
        const changes = await workflows.diff(id, from, to ?? current);
        if (output.json) {
          output.value(
            changes.map(({ kind, path, before, after }) => ({
              kind,
              path,
              ...(before === undefined ? {} : { before }),
              ...(after === undefined ? {} : { after }),
            })),
          );
        } else if (changes.length === 0) output.note(`Versions ${from} and ${to ?? current} say the same.`);
        else for (const line of changes.flatMap((change) => toChangeLines(change, output.paint))) output.line(line);
      });
    },
  );
}

function toChangeLines({ kind, path, before, after }: WorkflowChange, paint: Paint): readonly string[] {
  const sign = {
    added: paint('green', '+'),
    removed: paint('red', '-'),
    changed: paint('yellow', '~'),
    moved: paint('cyan', '>'),
  }[kind];
  const lines = [`${sign} ${toPrintable(path)}`];
  if (before !== undefined) lines.push(paint('red', `    - ${toShortJson(before, VALUE_MAX)}`));
  if (after !== undefined) lines.push(paint('green', `    + ${toShortJson(after, VALUE_MAX)}`));
  return lines;
}
