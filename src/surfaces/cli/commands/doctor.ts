import { Command } from 'commander';
import type { Diagnosis } from '../app-port.ts';
import type { Color } from '../colors.ts';
import { type CommandContext, toOutput } from '../command-context.ts';
import { EXIT } from '../exit-code.ts';
import { type CommonOptions, toInteger, toLocalHostOptions, withBlocks, withData, withJson } from '../options.ts';
import { toPrintable } from '../printable.ts';
import { toCount } from '../quantity-text.ts';

interface DoctorOptions extends CommonOptions {
  readonly port: number;
  readonly host: string;
  readonly config?: string;
}

const MARKS: Readonly<Record<Diagnosis['severity'], { readonly glyph: string; readonly color: Color }>> = {
  ok: { glyph: '✔', color: 'green' },
  info: { glyph: '·', color: 'dim' },
  warning: { glyph: '!', color: 'yellow' },
  error: { glyph: '✖', color: 'red' },
};

const HELP = `
Looks at Node, the configuration, the data folder, the database, the disk, the clock, the port and the blocks. Changes nothing.
Ends with 1 when the server would not start or not work; doubts alone end with 0.

Examples:
  flowright doctor
  flowright doctor --config flowright.yaml --json
`;

/** `flowright doctor`. */
export function buildDoctor(context: CommandContext): Command {
  const { app, terminal, setExitCode } = context;
  const command = new Command('doctor')
    .description('Find out why the server would not start, or not work.')
    .option('-p, --port <number>', 'port the server would listen on', toInteger(0, 65_535), 4680)
    .option('--host <address>', 'address it would listen on', '127.0.0.1')
    .option('--config <file>', 'file with options, YAML or JSON (default: $FLOWRIGHT_CONFIG)')
    .addHelpText('after', HELP);
  return withBlocks(withData(withJson(command))).action(async (options: DoctorOptions) => {
    const output = toOutput(options, context);
    const { port, host, config } = options;
    const diagnoses = await app.diagnose(
      { ...toLocalHostOptions(options, terminal), port, host },
      {
        configFile: config,
        env: terminal.env,
        workingDir: terminal.workingDir,
        flags: new Set(Object.keys(options).filter((name) => command.getOptionValueSource(name) === 'cli')),
      },
    );
    const errors = diagnoses.filter(({ severity }) => severity === 'error').length;
    const warnings = diagnoses.filter(({ severity }) => severity === 'warning').length;
    setExitCode(errors === 0 ? EXIT.succeeded : EXIT.failed);
    if (output.json) {
      output.value({ healthy: errors === 0, diagnoses: diagnoses.map((diagnosis) => ({ ...diagnosis })) });
      return;
    }
    for (const { severity, subject, message, advice } of diagnoses) {
      const { glyph, color } = MARKS[severity];
      const [first = '', ...rest] = toPrintable(message).split('\n');
      output.line(`${output.paint(color, glyph)} ${subject}: ${first}`);
      for (const line of rest) output.line(`    ${line}`);
      if (advice !== undefined) output.line(`    ${output.paint('dim', '→')} ${toPrintable(advice)}`);
    }
    output.line();
    output.line(
      errors + warnings === 0
        ? `${output.paint('green', '✔')} Everything is in order.`
        : `${toCount(errors, 'error')}, ${toCount(warnings, 'warning')}`,
    );
  });
}
