import { toFailure } from '#web/api/failure.ts';

/** Calls under way at once: quick, and friendly to the server's limits. */
const PARALLEL = 4;

/** How a bulk action went. */
export interface BulkResult {
  readonly succeeded: readonly string[];
  readonly failed: readonly { readonly id: string; readonly message: string }[];
}

/** Does something for every id, a few at a time; one that fails does not keep the others from being done. */
export async function runBulk(
  ids: readonly string[],
  task: (id: string) => Promise<unknown>,
  onProgress: (done: number) => void = () => {},
): Promise<BulkResult> {
  const succeeded: string[] = [];
  const failed: { id: string; message: string }[] = [];
  const waiting = [...ids];
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await task(id);
        succeeded.push(id);
      } catch (error) {
        failed.push({ id, message: toFailure(error).message });
      }
      onProgress(succeeded.length + failed.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, ids.length) }, work));
  return { succeeded, failed };
}
