import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { CliBlocks } from '../cli-blocks.ts';
import type { Connection } from './connect.ts';

/** The blocks of a server. */
export async function loadRemoteBlocks({ call }: Connection): Promise<CliBlocks> {
  const { items, problems } = await call(({ block }) => block.list({}));
  return {
    problems,
    list: async (search) => (search === undefined ? items : (await call(({ block }) => block.list({ search }))).items),
    async find(id) {
      // What is no id is refused by the server before it looks.
      if (!items.some((block) => block.id === id)) return undefined;
      try {
        const found = await call(({ block }) => block.get({ blockId: id }));
        return {
          ...found,
          docs: found.docs,
          directory: undefined,
          json: found as unknown as JsonObject,
        };
      } catch (error) {
        if (error instanceof AppError && error.code === 'block-not-found') return undefined;
        throw error;
      }
    },
  };
}
