import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { AppError } from '#contract/app-error.ts';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { type CommonOptions, toDataOptions, withData, withJson, withServer } from '../../options.ts';
import { toSizeText } from '../../quantity-text.ts';

/** `flowright data backup FILE`. */
export function buildBackup(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('backup')
    .summary('write a copy of all data to a file')
    .description('Write a copy of all data to a file. It may be done while a server runs.')
    .argument('<file>', 'file to write, which must not be there yet; with --server, a name in its folder for backups')
    .addHelpText('after', '\nExample:\n  flowright data backup backups/$(date +%F).db\n');
  return withServer(withData(withJson(command))).action(async (file: string, options: CommonOptions) => {
    const output = toOutput(options, context);
    const dataOptions = toDataOptions(options, terminal);
    // A server keeps its backups in a folder of its own, by name.
    const path = dataOptions.server === undefined ? resolve(terminal.workingDir, file) : file;
    if (dataOptions.server === undefined && existsSync(path))
      throw new AppError('usage-invalid', `${path} is there already. Choose another name, or delete it first.`);
    await using(app.openData(dataOptions), async ({ maintenance }) => {
      const { bytes } = await maintenance.backup(path);
      if (output.json) output.value({ file: path, bytes });
      else output.line(`Wrote ${toSizeText(bytes)} to ${path}`);
    });
  });
}
