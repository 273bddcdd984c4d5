import { Command } from 'commander';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { EXIT } from '../../exit-code.ts';
import { type CommonOptions, toDataOptions, withData, withJson, withoutServer } from '../../options.ts';
import { toPrintable } from '../../printable.ts';
import { toLocalOnly } from '../../remote/to-local-only.ts';

/** `flowright data check`. */
export function buildCheck(context: CommandContext): Command {
  const { app, terminal, setExitCode } = context;
  const command = new Command('check')
    .summary('look for damage')
    .description('Look for damage in the data, from the database pages to the journals of runs.');
  return withoutServer(withData(withJson(command))).action(async (options: CommonOptions) => {
    const output = toOutput(options, context);
    const dataOptions = toDataOptions(options, terminal);
    if (dataOptions.server !== undefined) throw toLocalOnly('data check');
    await using(app.openData(dataOptions), async ({ maintenance }) => {
      const problems = await maintenance.check();
      setExitCode(problems.length === 0 ? EXIT.succeeded : EXIT.failed);
      if (output.json) output.value({ sound: problems.length === 0, problems });
      else if (problems.length === 0) output.line(`${output.paint('green', '✔')} The data is sound.`);
      else for (const problem of problems) output.line(`${output.paint('red', '✖')} ${toPrintable(problem)}`);
    });
  });
}
