import { Command } from 'commander';
import { toTokenJson } from '../../cli-tokens.ts';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { type CommonOptions, toDataOptions, withData, withJson, withServer } from '../../options.ts';

/** `flowright token revoke ID`. */
export function buildRevokeToken(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('revoke')
    .summary('end an API token')
    .description('End an API token. Doing it again changes nothing.')
    .argument('<id>', 'id of the token, as "token list" shows it');
  return withServer(withData(withJson(command))).action(async (id: string, options: CommonOptions) => {
    const output = toOutput(options, context);
    await using(app.openTokens({ ...toDataOptions(options, terminal), write: true }), async (tokens) => {
      const token = await tokens.revoke(id);
      if (output.json) output.value(toTokenJson(token));
      else output.line(`${output.paint('green', '✔')} Token ${token.id} "${token.name}" is revoked`);
    });
  });
}
