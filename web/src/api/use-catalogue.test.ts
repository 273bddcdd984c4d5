// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { catalogueQuery } from './use-catalogue.ts';

describe('the catalogue of blocks', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('stays the very same object until a block changes, so that nothing made from it is made anew', async () => {
    let etag = 'a';
    vi.stubGlobal('fetch', async () =>
      Response.json({ json: { items: [{ id: 'data.set', label: `Set ${etag}` }], etag } }),
    );
    const queries = new QueryClient();
    const read = async () => {
      await queries.fetchQuery({ ...catalogueQuery, staleTime: 0 });
      return queries.getQueryData(catalogueQuery.queryKey);
    };
    const first = await read();
    expect(first?.get('data.set')?.label).toBe('Set a');
    expect(await read()).toBe(first);
    etag = 'b';
    expect((await read())?.get('data.set')?.label).toBe('Set b');
  });
});
