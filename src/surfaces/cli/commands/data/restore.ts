import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { AppError } from '#contract/app-error.ts';
import { type CommandContext, toOutput } from '../../command-context.ts';
import { type CommonOptions, toDataOptions, withData, withJson, withoutServer } from '../../options.ts';

interface RestoreOptions extends CommonOptions {
  readonly yes?: boolean;
}

/** `flowright data restore FILE`. */
export function buildRestore(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('restore')
    .summary('replace all data by a backup')
    .description(
      'Replace all data by a backup. Stop the server first. What is in the data folder now is lost: back it up before.',
    )
    .argument('<file>', 'a file "data backup" wrote')
    .option('-y, --yes', 'replace what is there')
    .addHelpText('after', '\nExample:\n  flowright data restore backups/2026-01-31.db --yes\n');
  return withoutServer(withData(withJson(command))).action(async (file: string, options: RestoreOptions) => {
    const output = toOutput(options, context);
    const dataOptions = toDataOptions(options, terminal);
    const path = resolve(terminal.workingDir, file);
    if (!existsSync(path))
      throw new AppError('usage-invalid', `There is no file ${path}. Name a file that "flowright data backup" wrote.`);
    if (options.yes !== true) {
      throw new AppError(
        'usage-invalid',
        `This replaces all data in ${dataOptions.dataDir} by ${path}. Add --yes if that is what you want.`,
      );
    }
    await app.restore(dataOptions, path);
    if (output.json) output.value({ dataDir: dataOptions.dataDir, file: path });
    else output.line(`${output.paint('green', '✔')} ${dataOptions.dataDir} holds what ${path} held`);
  });
}
