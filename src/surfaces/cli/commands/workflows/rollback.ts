import { Command } from 'commander';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { getWorkflow } from '../../find-workflow.ts';
import { type CommonOptions, toDataOptions, toInteger, withData, withJson, withServer } from '../../options.ts';

/** `flowright workflows rollback ID VERSION`. */
export function buildRollbackWorkflow(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('rollback')
    .summary('make an old version the current one')
    .description('Save what an old version said as a new version. Nothing is deleted.')
    .argument('<id>', 'id of the workflow')
    .argument('<version>', 'version to go back to', toInteger(1, 1_000_000_000));
  return withServer(withData(withJson(command))).action(async (id: string, version: number, options: CommonOptions) => {
    const output = toOutput(options, context);
    await using(app.openData({ ...toDataOptions(options, terminal), write: true }), async ({ workflows }) => {
      await getWorkflow(id, workflows, version);
      const made = await workflows.rollback(id, version);
      if (output.json) output.value({ workflowId: id, version: made.version, from: version });
      else
        output.line(
          `${output.paint('green', '✔')} ${id} says again what version ${version} said, as version ${made.version}`,
        );
    });
  });
}
