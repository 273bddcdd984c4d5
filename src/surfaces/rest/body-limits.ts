import { type AnyRouter, traverseContractProcedures } from '@orpc/server';
import type { OperationMeta } from '#operations/meta.ts';
import { DEFAULT_BODY_BYTES } from '../http/read-body.ts';

/** Largest body of a request in bytes; paths are those below the prefix of the surface. */
export interface BodyLimits {
  forRest(method: string, path: string): number;
  forRpc(path: string): number;
}

/** Reads from the operations which of them take more than the usual limit. */
export function createBodyLimits(router: AnyRouter): BodyLimits {
  const larger: {
    readonly method: string;
    readonly parts: readonly string[];
    readonly call: string;
    readonly bytes: number;
  }[] = [];
  traverseContractProcedures({ router, path: [] }, ({ contract, path }) => {
    const { meta, route } = contract['~orpc'];
    const { maxBodyBytes } = meta as Partial<OperationMeta>;
    if (maxBodyBytes === undefined) return;
    const parts = toParts(route.path ?? '');
    larger.push({ method: route.method ?? 'POST', parts, call: path.join('/'), bytes: maxBodyBytes });
  });
  return {
    forRest(method, path) {
      const given = toParts(path);
      const fits = larger.find((one) => one.method === method && isSamePath(one.parts, given));
      return fits?.bytes ?? DEFAULT_BODY_BYTES;
    },
    forRpc(path) {
      const call = toParts(path).join('/');
      return larger.find((one) => one.call === call)?.bytes ?? DEFAULT_BODY_BYTES;
    },
  };
}

function toParts(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

function isSamePath(template: readonly string[], path: readonly string[]): boolean {
  return template.length === path.length && template.every((part, at) => part.startsWith('{') || part === path[at]);
}
