import { AppError } from '#contract/app-error.ts';
import { isLoopback, toHostName } from './network-name.ts';

/**
 * Nobody is ever served anonymously, but on an address that others reach a token must have been made on purpose, before
 * the server listens: the one made silently at the first start is not known to who starts it.
 * @throws AppError config-invalid
 */
export function assertSafeBind(options: {
  /** Address to listen on. */
  readonly host: string;
  /** Whether a token exists that a person made or has seen. */
  readonly hasToken: boolean;
}): void {
  const { host, hasToken } = options;
  if (hasToken || isLoopback(toHostName(host) ?? host)) return;
  throw new AppError(
    'config-invalid',
    `Other machines reach ${host}, and there is no token yet that keeps them out. Make one with "flowright token create", ` +
      'then start again; or listen on 127.0.0.1 only.',
  );
}
