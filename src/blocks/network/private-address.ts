import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Public by its number, but answered by the cloud host the machine runs on (Azure). */
const CLOUD_HOST = '168.63.129.16';
/** RFC 6052: IPv4 addresses as a NAT64 gateway carries them. */
const NAT64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('64:ff9b::'), 96];
/** RFC 4291: the only unicast addresses given out on the internet. */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/** The address meant: IPv4 where it is dressed as IPv6. `undefined` when the text is no address in its usual form. */
export function parseAddress(text: string): Address | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  if (!bare.includes(':') || !ipaddr.IPv6.isValid(bare)) return undefined;
  const address = ipaddr.IPv6.parse(bare);
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (address.match(NAT64)) return new ipaddr.IPv4(address.toByteArray().slice(12));
  return address;
}

/** A CIDR range, or one address as a range of its own. */
export function parseRange(text: string): readonly [Address, number] | undefined {
  const [base = '', bits] = text.split('/');
  const address = parseAddress(base);
  if (address === undefined) return undefined;
  const full = address.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined) return [address, full];
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > full) return undefined;
  return [address, Number(bits)];
}

/** Whether an address lies in a range. */
export function isInRange(address: Address, [base, bits]: readonly [Address, number]): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

/**
 * Why an address is not one of the public internet, such as `loopback` or `private`; `undefined` when it is.
 * Only what is known to be public passes: everything reserved, special or unknown counts as private.
 */
export function findPrivateRange(text: string): string | undefined {
  const address = parseAddress(text);
  if (address === undefined) return 'unknown';
  if (address.toString() === CLOUD_HOST) return 'cloud host';
  const range = address.range();
  if (range !== 'unicast') return range;
  if (address.kind() === 'ipv6' && !address.match(GLOBAL_UNICAST)) return 'reserved';
  return undefined;
}
