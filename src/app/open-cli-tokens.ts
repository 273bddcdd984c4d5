import { createOwner } from '#access/owner.ts';
import { createTokenService } from '#access/token-service.ts';
import { toToken } from '#operations/token/shapes.ts';
import type { Store } from '#store/store.ts';
import { createTokenRepository } from '#store/token-repository.ts';
import type { CliTokens } from '#surfaces/cli/cli-tokens.ts';

/** The API tokens of a data folder, for its owner. A server that runs on the folder knows them within seconds. */
export function openCliTokens(store: Store): CliTokens {
  const tokens = createTokenService({
    tokens: createTokenRepository(store),
    now: Date.now,
    warn: (message) => void process.stderr.write(`${message}\n`),
  });
  return {
    async create({ name, permissions, expiresAt }) {
      const { token, record } = await tokens.create({ name, permissions, expiresAt }, createOwner());
      return { token, record: toToken(record) };
    },
    list: () => tokens.list().map(toToken),
    revoke: async (id) => toToken(await tokens.revoke(id)),
    close: () => store.close(),
  };
}
