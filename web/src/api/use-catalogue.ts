import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from './client.ts';
import type { CatalogueBlock } from './shapes.ts';

/** What the server called a catalogue by: the same as long as no block changed. */
const etags = new WeakMap<object, string>();

const NONE: ReadonlyMap<string, CatalogueBlock> = new Map();

/** All blocks by id, as an editor needs them. They change only when the server's plugins do. */
export const catalogueQuery = queryOptions({
  queryKey: ['block', 'catalogue'],
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, CatalogueBlock>> => {
    const { items, etag } = await client.block.catalogue({}, { signal });
    const catalogue = new Map(items.map((block) => [block.id, block]));
    etags.set(catalogue, etag);
    return catalogue;
  },
  // The same blocks are the same map: all that is drawn from it stands still.
  structuralSharing: (before, now) => (hasSameEtag(before, now) ? before : now),
  staleTime: 5 * 60_000,
  gcTime: Number.POSITIVE_INFINITY,
});

/** All blocks by id; empty until they are loaded (`useQuery(catalogueQuery)` tells how that goes). */
export function useCatalogue(): ReadonlyMap<string, CatalogueBlock> {
  return useQuery(catalogueQuery).data ?? NONE;
}

function hasSameEtag(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return false;
  const etag = etags.get(one);
  return etag !== undefined && etag === etags.get(other);
}
