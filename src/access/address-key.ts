import { isIPv6 } from 'node:net';

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * What to count calls from an address under. Whoever has one IPv6 address usually has all of its /64 (RFC 6177), so that counts as one;
 * an IPv4 address is the same in either notation.
 */
export function toAddressKey(address: string): string {
  if (!address.includes(':')) return address.slice(0, 100);
  const plain = address.split('%', 1)[0] ?? '';
  const mapped = MAPPED_IPV4.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(plain)) return address.slice(0, 100);
  const [before = '', after] = plain.split('::');
  const groups = before === '' ? [] : before.split(':');
  // Groups left out are zero; a dotted end stands for the last two, which the first four never reach.
  if (after !== undefined) {
    const rest = after === '' ? [] : after.split(':');
    const count = rest.length + (plain.includes('.') ? 1 : 0);
    while (groups.length + count < 8) groups.push('0');
    groups.push(...rest);
  }
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
