import { Command, CommanderError } from 'commander';
import { AppError } from '#contract/app-error.ts';
import type { CliApp } from './app-port.ts';
import type { CommandContext } from './command-context.ts';
import { COMMANDS } from './command-list.ts';
import { EXIT, toErrorExitCode } from './exit-code.ts';
import { reportError } from './report-error.ts';
import type { Terminal } from './terminal.ts';

const EXAMPLES = `
Examples:
  flowright serve                                    start the server on http://127.0.0.1:4680
  flowright run examples/licenses.json               run a workflow file, with live progress
  flowright run daily-orders --input '{"day":"2026-01-31"}'
  flowright validate flow.yaml && flowright simulate flow.yaml
  flowright runs list --status failed                what went wrong lately
  flowright runs show last                           every step of the newest run
  flowright runs fork last                           run its failed steps again
  flowright runs list --server http://127.0.0.1:4680 ask a server; FLOWRIGHT_SERVER does the same for every command

Every command takes --json for programs and --help for more.
Exit codes: 0 succeeded, 1 failed, 2 usage or invalid workflow, 3 cancelled or timed out.
`;

/**
 * Carries out a command line (without the program's name). Resolves to the exit code, once everything is written;
 * the caller should exit with it at once. Never rejects.
 */
export async function runCli(argv: readonly string[], app: CliApp, terminal: Terminal): Promise<number> {
  const json = argv.includes('--json');
  let exitCode: number = EXIT.succeeded;
  const context: CommandContext = {
    app,
    terminal,
    setExitCode: (code) => {
      exitCode = code;
    },
  };
  try {
    const program = await buildProgram(argv, context);
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      reportError(error, terminal, json);
      return toErrorExitCode(error);
    }
    // Help that was asked for ends with 0, help that stands in for a missing command does not.
    if (error.exitCode === 0) return EXIT.succeeded;
    if (json) reportError(new AppError('usage-invalid', error.message.replace(/^error: /, '')), terminal, json);
    return EXIT.invalid;
  }
  return exitCode;
}

async function buildProgram(argv: readonly string[], context: CommandContext): Promise<Command> {
  const { app, terminal } = context;
  const program = new Command('flowright')
    .description(
      'Design, run and watch automations. A workflow runs durably: it survives crashes and repeats no effect.',
    )
    .version(app.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help of a command')
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .showHelpAfterError('Add --help for how to use it.')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => {
        if (!argv.includes('--json')) terminal.stderr.write(text);
      },
      getOutHelpWidth: () => terminal.stdout.columns ?? 100,
      getErrHelpWidth: () => terminal.stderr.columns ?? 100,
    });
  const called = new Set(argv);
  for (const { name, summary, load } of COMMANDS) {
    if (!called.has(name)) {
      program.command(name).summary(summary);
      continue;
    }
    const build = await load();
    program.addCommand(inherit(build(context).summary(summary), program));
  }
  return program;
}

/** Commands made apart from the program take over how it writes and ends. */
function inherit(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inherit(child, command);
  return command;
}
