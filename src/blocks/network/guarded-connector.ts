import { lookup as lookUpName } from 'node:dns';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { buildConnector as BuildConnector } from 'undici';
import type { AddressPolicy, Host } from './address-policy.ts';

type Connector = BuildConnector.connector;

/**
 * Connects to addresses the policy allows only. Names are checked in the lookup of the connection itself, so the address that was checked
 * is the one connected to, whatever the name resolves to a moment later.
 * @param lookup how names are resolved; a test gives its own
 */
export function createGuardedConnector(
  buildConnector: typeof BuildConnector,
  policy: AddressPolicy,
  origin: URL,
  lookup: LookupFunction = lookUpName,
): Connector {
  const name = origin.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = origin.port === '' ? (origin.protocol === 'https:' ? 443 : 80) : Number(origin.port);
  const host: Host = { name, port };
  const connect = buildConnector({ timeout: 30_000, allowH2: false, lookup: guardLookup(policy, host, lookup) });
  return (options, callback) => {
    const refusal = isIP(name) === 0 ? undefined : policy.findRefusal(host, name);
    if (refusal !== undefined) {
      queueMicrotask(() => callback(refusal, null));
      return;
    }
    connect(options, (...result) => {
      const [error, socket] = result;
      const late = error === null ? findLateRefusal(policy, host, socket) : undefined;
      if (late === undefined) {
        callback(...result);
        return;
      }
      socket?.destroy();
      callback(late, null);
    });
  };
}

/** The last word is what the socket is really connected to. */
function findLateRefusal(policy: AddressPolicy, host: Host, socket: Socket | null): Error | undefined {
  const address = socket?.remoteAddress;
  return address === undefined ? undefined : policy.findRefusal(host, address);
}

function guardLookup(policy: AddressPolicy, host: Host, lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : [];
      const [first] = addresses;
      if (error !== null || first === undefined) {
        callback(error ?? Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), '', 0);
        return;
      }
      const allowed = addresses.filter(({ address }) => policy.findRefusal(host, address) === undefined);
      const [best] = allowed;
      if (best === undefined) callback(policy.findRefusal(host, first.address) ?? null, '', 0);
      else if (options.all) callback(null, allowed);
      else callback(null, best.address, best.family);
    });
  };
}
