import { Command } from 'commander';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { getWorkflow } from '../../find-workflow.ts';
import { type CommonOptions, toDataOptions, withData, withJson, withServer } from '../../options.ts';
import { toMomentText } from '../../time-text.ts';

/** `flowright workflows versions ID`. */
export function buildListVersions(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('versions')
    .summary("list a workflow's versions")
    .description("List a workflow's versions, newest first.")
    .argument('<id>', 'id of the workflow');
  return withServer(withData(withJson(command))).action(async (id: string, options: CommonOptions) => {
    const output = toOutput(options, context);
    await using(app.openData(toDataOptions(options, terminal)), async ({ workflows }) => {
      const { version: current } = await getWorkflow(id, workflows);
      const versions = await workflows.versions(id);
      if (output.json) {
        output.value(
          versions.map(({ version, createdAt, author, message }) => ({
            version,
            current: version === current,
            createdAt,
            ...(author === undefined ? {} : { author }),
            ...(message === undefined ? {} : { message }),
          })),
        );
        return;
      }
      const columns = [
        { title: 'version', align: 'right' },
        { title: '' },
        { title: 'saved' },
        { title: 'by' },
        { title: 'message' },
      ] as const;
      output.table(
        columns,
        versions.map(({ version, createdAt, author = '', message = '' }) => [
          String(version),
          version === current ? 'current' : '',
          toMomentText(createdAt),
          author,
          message,
        ]),
      );
    });
  });
}
