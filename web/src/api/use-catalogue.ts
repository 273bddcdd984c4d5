import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from './client.ts';
import type { CatalogueBlock } from './shapes.ts';

const NONE: ReadonlyMap<string, CatalogueBlock> = new Map();

/** All blocks by id, as an editor needs them. They change only when the server's plugins do. */
export const catalogueQuery = queryOptions({
  queryKey: ['block', 'catalogue'],
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, CatalogueBlock>> => {
    const { items } = await client.block.catalogue({}, { signal });
    return new Map(items.map((block) => [block.id, block]));
  },
  staleTime: 5 * 60_000,
  gcTime: Number.POSITIVE_INFINITY,
});

/** All blocks by id; empty until they are loaded (`useQuery(catalogueQuery)` tells how that goes). */
export function useCatalogue(): ReadonlyMap<string, CatalogueBlock> {
  return useQuery(catalogueQuery).data ?? NONE;
}
