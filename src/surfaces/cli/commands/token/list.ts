import { Command } from 'commander';
import { type TokenRow, toTokenJson } from '../../cli-tokens.ts';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { type CommonOptions, toDataOptions, withData, withJson, withServer } from '../../options.ts';
import { toMomentText } from '../../time-text.ts';

const PERMISSIONS_MAX = 80;

/** `flowright token list`. */
export function buildListTokens(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('list')
    .summary('list the API tokens')
    .description('List the API tokens, newest first, those that ended lately too. The tokens themselves are not kept.');
  return withServer(withData(withJson(command))).action(async (options: CommonOptions) => {
    const output = toOutput(options, context);
    await using(app.openTokens(toDataOptions(options, terminal)), async (tokens) => {
      const list = await tokens.list();
      if (output.json) {
        output.value(list.map(toTokenJson));
        return;
      }
      if (list.length === 0) {
        output.note('No tokens yet. Make one with "flowright token create".');
        return;
      }
      const columns = [
        { title: 'id' },
        { title: 'name' },
        { title: 'state' },
        { title: 'last used' },
        { title: 'permissions', max: PERMISSIONS_MAX },
      ] as const;
      output.table(
        columns,
        list.map((token) => [
          token.id,
          token.name,
          toState(token, terminal.now()),
          token.lastUsedAt === undefined ? 'never' : toMomentText(token.lastUsedAt),
          token.permissions.join(', '),
        ]),
      );
    });
  });
}

function toState({ revokedAt, expiresAt }: TokenRow, now: number): string {
  if (revokedAt !== undefined) return `revoked ${toMomentText(revokedAt)}`;
  if (expiresAt === undefined) return 'holds';
  return `${expiresAt <= now ? 'expired' : 'until'} ${toMomentText(expiresAt)}`;
}
