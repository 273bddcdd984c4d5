import type { Resource } from '@modelcontextprotocol/sdk/types.js';
import { AppError } from '#contract/app-error.ts';
import type { Caller } from '#operations/caller.ts';
import { readCursor, toCursor } from './page-cursor.ts';
import type { ResourcePage, ResourceSource } from './sources.ts';

/** One page of one source after the other. Sources the caller may not see count as empty, unless it may see none. */
export async function listResourcePage(
  sources: readonly ResourceSource[],
  caller: Caller,
  cursor: string | undefined,
): Promise<{ resources: Resource[]; nextCursor?: string }> {
  const from = cursor === undefined ? { at: 0, inner: undefined } : readCursor(cursor, sources.length);
  const resources: Resource[] = [];
  let refusal: AppError | undefined;
  let answered = cursor !== undefined;
  for (let { at, inner } = from; at < sources.length; at++, inner = undefined) {
    const page = await listOne(sources[at], caller, inner);
    if (page instanceof AppError) {
      refusal = page;
      continue;
    }
    answered = true;
    resources.push(...page.resources);
    if (page.nextCursor !== undefined) return { resources, nextCursor: toCursor({ at, inner: page.nextCursor }) };
  }
  if (!answered && refusal !== undefined) throw refusal;
  return { resources };
}

async function listOne(
  source: ResourceSource | undefined,
  caller: Caller,
  cursor: string | undefined,
): Promise<ResourcePage | AppError> {
  try {
    return (await source?.list(caller, cursor)) ?? { resources: [] };
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return error;
    throw error;
  }
}
