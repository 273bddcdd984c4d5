import { Command } from 'commander';
import { type CommandContext, toOutput } from '../command-context.ts';
import { type CommonOptions, toHostOptions, toInteger, withHost, withJson } from '../options.ts';

interface ServeOptions extends CommonOptions {
  readonly port: number;
  readonly host: string;
}

const HELP = `
The server takes over runs that a crash or a closed terminal left behind and carries on with them.
Ctrl-C (or SIGTERM) lets what runs finish or parks it, then ends; once more ends at once. Nothing is lost either way.

Examples:
  flowright serve
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
    .addHelpText('after', HELP);
  return withHost(withJson(command)).action(async (options: ServeOptions) => {
    const output = toOutput(options, context);
    const hostOptions = toHostOptions(options, terminal);
    await app.serve({ ...hostOptions, port: options.port, host: options.host }, (address) => {
      if (output.json) output.jsonLine({ address, dataDir: hostOptions.dataDir });
      else output.line(`Flowright ${app.version} answers on ${address} (data in ${hostOptions.dataDir})`);
    });
  });
}
