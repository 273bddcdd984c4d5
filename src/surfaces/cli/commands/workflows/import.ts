import { Command } from 'commander';
import type { Workflow } from '#contract/workflow.ts';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { type CommonOptions, toDataOptions, withBlocks, withData, withJson, withServer } from '../../options.ts';
import { getReadWorkflow, readWorkflowFile, toProblemLines } from '../../read-workflow-file.ts';

interface ImportOptions extends CommonOptions {
  readonly message?: string;
}

/** `flowright workflows import FILE…`. */
export function buildImportWorkflows(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('import')
    .summary('save workflow files as new versions')
    .description('Save workflow files. All are checked first; when one is invalid, none is saved.')
    .argument('<files...>', 'workflow files (JSON or YAML)')
    .option('-m, --message <text>', 'what changed, kept with the version')
    .addHelpText('after', "\nExample:\n  flowright workflows import flows/*.json -m 'from git'\n");
  return withServer(withBlocks(withData(withJson(command)))).action(
    async (files: readonly string[], options: ImportOptions) => {
      const output = toOutput(options, context);
      const dataOptions = toDataOptions(options, terminal);
      const read: Workflow[] = [];
      for (const file of files) {
        const reading = await readWorkflowFile(file, app, terminal, dataOptions);
        read.push(getReadWorkflow(reading));
        for (const line of toProblemLines(reading.file, reading.problems, output.paintNote)) output.note(line);
      }
      await using(app.openData({ ...dataOptions, write: true }), async ({ workflows }) => {
        const saved = [];
        for (const workflow of read) {
          const result = await workflows.save(
            workflow,
            options.message === undefined ? {} : { message: options.message },
          );
          saved.push({ workflowId: workflow.id, ...result });
          if (!output.json) {
            const what = result.changed ? `saved as version ${result.version}` : `unchanged, version ${result.version}`;
            output.line(`${output.paint('green', '✔')} ${workflow.id} ${what}`);
          }
        }
        if (output.json) output.value(saved);
      });
    },
  );
}
