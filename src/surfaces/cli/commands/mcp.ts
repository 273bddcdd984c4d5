import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { type CommonOptions, toLocalHostOptions, withHost, withoutServer } from '../options.ts';

const HELP = `
For MCP clients that start their servers themselves and speak to them over standard input and output.
Workflows tagged "callable" are tools with their own inputs; the other tools do what the server's API does.
It ends when the client closes its end. Runs that are not over then go on at the next start of "flowright serve".

Examples:
  flowright mcp
  claude mcp add flowright -- flowright mcp --data ./data
`;

/** `flowright mcp`. */
export function buildMcp({ app, terminal }: CommandContext): Command {
  const command = new Command('mcp')
    .description('Serve workflows and operations to an MCP client over standard input and output.')
    .addHelpText('after', HELP);
  return withoutServer(withHost(command)).action(async (options: CommonOptions) => {
    await app.serveMcp(toLocalHostOptions(options, terminal));
  });
}
