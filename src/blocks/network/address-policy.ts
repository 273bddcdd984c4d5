import { AppError } from '#contract/app-error.ts';
import { findPrivateRange, isInRange, parseAddress, parseRange } from './private-address.ts';

/** Where a request is to go: host name as in the URL, without brackets. */
export interface Host {
  readonly name: string;
  readonly port: number;
}

/** Decides which addresses may be connected to. */
export interface AddressPolicy {
  /** Why `address` must not be connected to for `host`; `undefined` when it may. */
  findRefusal(host: Host, address: string): AppError | undefined;
}

type Rule = (host: Host, address: string) => boolean;

/**
 * The policy of the settings: public addresses, and what `allowedPrivate` names: a host name, `*.domain`, an address or CIDR range, each with
 * or without `:port` (`[::1]:8080`), or `*` for everything.
 * @throws AppError `config-invalid` for an entry that is none of these
 */
export function createAddressPolicy(allowedPrivate: readonly string[]): AddressPolicy {
  const rules = allowedPrivate.map(toRule);
  return {
    findRefusal: (host, address) => {
      const range = findPrivateRange(address);
      if (range === undefined || rules.some((rule) => rule(host, address))) return undefined;
      const place = address === host.name ? `the address ${address}` : `"${host.name}" (${address})`;
      return new AppError(
        'address-refused',
        `Connecting to ${place}, port ${host.port}, is refused: it is no public address (${range}). ` +
          'An administrator can add it to the allowed private addresses in the settings.',
        { data: { host: host.name, address, port: host.port } },
      );
    },
  };
}

function toRule(entry: string): Rule {
  const text = entry.trim().toLowerCase();
  if (text === '*') return () => true;
  const [, bracketed, plain = text, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const target = bracketed ?? plain;
  const isPort = (host: Host): boolean => port === undefined || Number(port) === host.port;
  const range = parseRange(target);
  if (range !== undefined) {
    return (host, address) => {
      const parsed = parseAddress(address);
      return isPort(host) && parsed !== undefined && isInRange(parsed, range);
    };
  }
  const isDomain = target.startsWith('*.');
  const name = (isDomain ? target.slice(2) : target).replace(/\.$/, '');
  if (!/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(name)) {
    throw new AppError(
      'config-invalid',
      `"${entry}" among the allowed private addresses is no host name, address or range. Write for example "localhost", "10.0.0.0/8", "[::1]:8080" or "*".`,
    );
  }
  return (host) => {
    const given = host.name.toLowerCase().replace(/\.$/, '');
    return isPort(host) && (isDomain ? given.endsWith(`.${name}`) : given === name);
  };
}
