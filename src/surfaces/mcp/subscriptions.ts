import { AppError } from '#contract/app-error.ts';
import type { Caller } from '#operations/caller.ts';
import { RESOURCE_NOT_FOUND, RpcError } from './rpc-error.ts';
import type { ResourceSource } from './sources.ts';

/** Resources one client may watch at once. */
const MAX_SUBSCRIPTIONS = 200;

/** The resources a client watches. */
export interface Subscriptions {
  /** @throws AppError limit-exceeded, and what looking at the resource answers; RpcError for unknown addresses */
  add(uri: string, caller: Caller): Promise<void>;
  remove(uri: string): void;
  close(): void;
}

/** Makes an empty set. */
export function createSubscriptions(
  sources: readonly ResourceSource[],
  onUpdate: (uri: string) => void,
): Subscriptions {
  const stops = new Map<string, () => void>();
  let closed = false;

  const watch = async (uri: string, caller: Caller) => {
    for (const source of sources) {
      const stop = await source.watch(uri, caller, () => onUpdate(uri));
      if (stop !== undefined) return stop;
    }
    throw new RpcError(RESOURCE_NOT_FOUND, 'There is no such resource. List the resources to see which there are.');
  };
  const remove = (uri: string) => {
    stops.get(uri)?.();
    stops.delete(uri);
  };
  return {
    remove,
    async add(uri, caller) {
      if (stops.has(uri)) return;
      const stop = await watch(uri, caller);
      if (closed || stops.has(uri)) {
        stop();
        return;
      }
      if (stops.size >= MAX_SUBSCRIPTIONS) {
        stop();
        throw new AppError(
          'limit-exceeded',
          `A client may watch ${MAX_SUBSCRIPTIONS} resources. Unsubscribe from others first.`,
        );
      }
      stops.set(uri, stop);
    },
    close() {
      closed = true;
      for (const uri of [...stops.keys()]) remove(uri);
    },
  };
}
