import { Command } from 'commander';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { type CommonOptions, toDataOptions, withData, withJson, withServer } from '../../options.ts';
import { toMomentText } from '../../time-text.ts';

/** `flowright workflows list`. */
export function buildListWorkflows(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('list').summary('list the saved workflows').description('List the saved workflows.');
  return withServer(withData(withJson(command))).action(async (options: CommonOptions) => {
    const output = toOutput(options, context);
    await using(app.openData(toDataOptions(options, terminal)), async ({ workflows }) => {
      const list = await workflows.list();
      if (output.json) {
        output.value(
          list.map(({ id, name, description, version, updatedAt }) => ({
            id,
            name,
            ...(description === undefined ? {} : { description }),
            version,
            updatedAt,
          })),
        );
      } else if (list.length === 0) output.note('No workflows yet. Save one with "flowright workflows import FILE".');
      else {
        const columns = [
          { title: 'id' },
          { title: 'name' },
          { title: 'version', align: 'right' },
          { title: 'saved' },
        ] as const;
        output.table(
          columns,
          list.map(({ id, name, version, updatedAt }) => [id, name, String(version), toMomentText(updatedAt)]),
        );
      }
    });
  });
}
