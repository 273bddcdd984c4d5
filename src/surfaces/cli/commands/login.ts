import { Command } from 'commander';
import type { RemoteServer } from '../app-port.ts';
import { type CommandContext, toOutput } from '../command-context.ts';
import { type CommonOptions, toDataOptions, withData, withJson, withServer } from '../options.ts';

/** Where a server listens unless told otherwise. */
const USUAL_SERVER = 'http://127.0.0.1:4680';

const HELP = `
The link opens one session, within ten minutes. Only the owner token makes one: it is in the data folder of the server.

Examples:
  flowright login
  flowright login --server http://127.0.0.1:8080 --data ./data
`;

/** `flowright login`. */
export function buildLogin(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('login')
    .description(
      `Print a link that opens a session in a browser; of the server at ${USUAL_SERVER} unless told otherwise.`,
    )
    .addHelpText('after', HELP);
  return withServer(withData(withJson(command))).action(async (options: CommonOptions) => {
    const output = toOutput(options, context);
    const given = toDataOptions(options, terminal);
    const usual: RemoteServer = { url: USUAL_SERVER, token: undefined, dataDir: given.dataDir };
    const link = await app.createLoginLink({ ...given, server: given.server ?? usual });
    if (output.json) output.value({ loginLink: link });
    else output.line(link);
  });
}
