import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { AppError } from '#contract/app-error.ts';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { getWorkflow } from '../../find-workflow.ts';
import { type CommonOptions, toDataOptions, toInteger, withData, withJson, withServer } from '../../options.ts';

interface ExportOptions extends CommonOptions {
  readonly version?: number;
  readonly out?: string;
  readonly format?: 'json' | 'yaml';
  readonly force?: boolean;
}

/** `flowright workflows export ID`. */
export function buildExportWorkflow(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('export')
    .summary('print a workflow, or write it to a file')
    .description('Print a workflow as text to keep in git, or write it to a file.')
    .argument('<id>', 'id of the workflow')
    .option('--version <number>', 'the current one by default', toInteger(1, 1_000_000_000))
    .option('-o, --out <file>', 'file to write; its ending chooses the format')
    .addOption(new Option('--format <format>', 'json by default').choices(['json', 'yaml']))
    .option('--force', 'replace the file if it is there')
    .addHelpText('after', '\nExample:\n  flowright workflows export daily-orders --out flows/daily-orders.yaml\n');
  return withServer(withData(withJson(command))).action(async (id: string, options: ExportOptions) => {
    const output = toOutput(options, context);
    const { out } = options;
    const { workflow, version } = await using(app.openData(toDataOptions(options, terminal)), async ({ workflows }) =>
      getWorkflow(id, workflows, options.version),
    );
    const format = options.format ?? (out !== undefined && /\.ya?ml$/i.test(out) ? 'yaml' : 'json');
    const text = await app.writeWorkflow(workflow, format);
    if (out === undefined) {
      terminal.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
      return;
    }
    const path = resolve(terminal.workingDir, out);
    await writeNewFile(path, text, options.force === true);
    if (output.json) output.value({ workflowId: workflow.id, version, file: path });
    else output.line(`Wrote version ${version} of ${workflow.id} to ${path}`);
  });
}

async function writeNewFile(path: string, text: string, replace: boolean): Promise<void> {
  try {
    await writeFile(path, text, { flag: replace ? 'w' : 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new AppError('usage-invalid', `${path} is there already. Add --force to replace it.`, { cause: error });
    }
    throw new AppError(
      'file-failed',
      `${path} could not be written: ${error instanceof Error ? error.message : String(error)}.`,
      { cause: error },
    );
  }
}
