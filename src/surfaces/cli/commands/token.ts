import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { buildCreateToken } from './token/create.ts';
import { buildListTokens } from './token/list.ts';
import { buildRevokeToken } from './token/revoke.ts';

/** `flowright token …`. */
export function buildToken(context: CommandContext): Command {
  const group = new Command('token').description(
    'Create, list and revoke API tokens, which let programs use a server.',
  );
  for (const build of [buildCreateToken, buildListTokens, buildRevokeToken]) group.addCommand(build(context));
  return group;
}
