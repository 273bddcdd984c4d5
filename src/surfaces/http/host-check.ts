import { isIP } from 'node:net';
import { AppError } from '#contract/app-error.ts';
import { isLoopback, toHostName } from './network-name.ts';

/** Checks a `Host` header. @throws AppError address-refused */
export type HostCheck = (header: string | undefined) => void;

/**
 * Refuses requests made for another name, so that no page can reach the server by pointing its own name at it (DNS rebinding).
 * Names of this machine are allowed, those configured, and, when it listens for others, plain addresses: they cannot be pointed elsewhere.
 */
export function createHostCheck(options: {
  /** Address the server listens on. */
  readonly host: string;
  /** Further names: those of the public address and of the configuration. */
  readonly allowedHosts: readonly string[];
}): HostCheck {
  const bound = toHostName(options.host) ?? options.host;
  const names = new Set([bound, ...options.allowedHosts.flatMap((name) => toHostName(name) ?? [])]);
  const loopbackOnly = isLoopback(bound);
  return (header) => {
    const name = header === undefined ? undefined : toHostName(header);
    if (name !== undefined && (names.has(name) || isLoopback(name))) return;
    if (name !== undefined && !loopbackOnly && isIP(name) !== 0) return;
    throw new AppError(
      'address-refused',
      'The server does not go by the name in the "Host" header. Use its own address, or add the name to the allowed hosts.',
    );
  };
}
