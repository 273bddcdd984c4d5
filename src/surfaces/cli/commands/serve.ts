import { Command } from 'commander';
import { type CommandContext, toOutput } from '../command-context.ts';
import { openLink } from '../open-link.ts';
import { type CommonOptions, toInteger, toLocalHostOptions, withHost, withJson, withoutServer } from '../options.ts';

interface ServeOptions extends CommonOptions {
  readonly port: number;
  readonly host: string;
  readonly config?: string;
  readonly open?: boolean;
}

const HELP = `
The server takes over runs that a crash or a closed terminal left behind and carries on with them.
Ctrl-C (or SIGTERM) lets what runs finish or parks it, then ends; once more ends at once. Nothing is lost either way.
Flags count before the environment (FLOWRIGHT_PORT…), that before the file, that before defaults; see docs/configuration.md.

Examples:
  flowright serve
  flowright serve --config flowright.yaml
  flowright serve --port 8080 --data ./data --blocks ./my-blocks
  curl http://127.0.0.1:4680/api/health
`;

/** `flowright serve`. */
export function buildServe(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('serve')
    .description('Start the server.')
    .option('-p, --port <number>', 'port to listen on; 0 takes a free one', toInteger(0, 65_535), 4680)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--config <file>', 'file with options, YAML or JSON (default: $FLOWRIGHT_CONFIG)')
    .option('--open', 'open the login link in the browser, when started in a terminal')
    .addHelpText('after', HELP);
  return withoutServer(withHost(withJson(command))).action(async (options: ServeOptions) => {
    const output = toOutput(options, context);
    const { port, host, config } = options;
    const serveOptions = await app.readServeOptions(
      { ...toLocalHostOptions(options, terminal), port, host },
      {
        configFile: config,
        env: terminal.env,
        workingDir: terminal.workingDir,
        flags: new Set(Object.keys(options).filter((name) => command.getOptionValueSource(name) === 'cli')),
      },
    );
    const { dataDir } = serveOptions;
    await app.serve(serveOptions, (address, loginLink) => {
      if (output.json) output.jsonLine({ address, loginLink, dataDir });
      else {
        output.line(`Flowright ${app.version} answers on ${address} (data in ${dataDir})`);
        output.line(`Log in once, within ten minutes: ${loginLink}`);
      }
      if (options.open === true && terminal.stdout.isTTY === true) {
        openLink(loginLink, (reason) => output.line(`The browser was not opened (${reason}). Open the link yourself.`));
      }
    });
  });
}
