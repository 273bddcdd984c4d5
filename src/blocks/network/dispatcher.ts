import type { LookupFunction } from 'node:net';
import type { Agent, Dispatcher } from 'undici';
import type { NetworkPolicy } from '../context.ts';
import { createAddressPolicy } from './address-policy.ts';
import { createGuardedConnector } from './guarded-connector.ts';

type Undici = typeof import('undici');

const MAX_KEPT = 16;
const kept = new Map<string, Agent>();

/**
 * The dispatcher that keeps connections alive for one network policy, made when first asked for. Idle connections do not keep the process alive.
 * @throws AppError `config-invalid` when the policy is none
 */
export function getDispatcher(undici: Undici, { allowedPrivate }: NetworkPolicy): Dispatcher {
  const key = JSON.stringify(allowedPrivate);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const agent = createDispatcher(undici, { allowedPrivate });
  const [oldest] = kept;
  if (oldest !== undefined && kept.size >= MAX_KEPT) {
    kept.delete(oldest[0]);
    // Requests under way come to their end first; nobody waits for it.
    void oldest[1].close();
  }
  kept.set(key, agent);
  return agent;
}

/** A dispatcher of its own; `lookup` resolves names instead of the system. */
export function createDispatcher(undici: Undici, { allowedPrivate }: NetworkPolicy, lookup?: LookupFunction): Agent {
  const policy = createAddressPolicy(allowedPrivate);
  return new undici.Agent({
    allowH2: false,
    // Waiting is bounded by the request as a whole.
    headersTimeout: 0,
    bodyTimeout: 0,
    factory: (origin, options) =>
      new undici.Pool(origin, {
        ...options,
        connect: createGuardedConnector(undici.buildConnector, policy, new URL(origin), lookup),
      }),
  });
}
