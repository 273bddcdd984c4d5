import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import type { Caller } from '#operations/caller.ts';
import { readCursor, toCursor } from './page-cursor.ts';
import type { ToolSource } from './sources.ts';

const PAGE = 100;

/**
 * One page of the tools of all sources. The cursor says after which tool of which source to go on, so that what comes and goes
 * meanwhile neither repeats nor hides others.
 */
export async function listToolPage(
  sources: readonly ToolSource[],
  caller: Caller,
  cursor: string | undefined,
): Promise<{ tools: Tool[]; nextCursor?: string }> {
  const after = cursor === undefined ? undefined : readCursor(cursor, sources.length);
  const seen = new Set<string>();
  const places: { readonly at: number; readonly tool: Tool }[] = [];
  for (const [at, source] of sources.entries()) {
    const tools = [...(await source.list(caller))].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const tool of tools) {
      if (seen.has(tool.name)) continue;
      seen.add(tool.name);
      if (after === undefined || at > after.at || (at === after.at && tool.name > after.inner))
        places.push({ at, tool });
    }
  }
  const page = places.slice(0, PAGE);
  const last = page.at(-1);
  return {
    tools: page.map(({ tool }) => tool),
    ...(last === undefined || places.length <= PAGE
      ? {}
      : { nextCursor: toCursor({ at: last.at, inner: last.tool.name }) }),
  };
}
