import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toAddressKey } from './address-key.ts';

test('an IPv4 address stands for itself, in either notation', () => {
  assert.equal(toAddressKey('192.0.2.1'), '192.0.2.1');
  assert.equal(toAddressKey('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(toAddressKey('::FFFF:192.0.2.1'), '192.0.2.1');
});

test('an IPv6 address stands for its /64, however it is written', () => {
  assert.equal(toAddressKey('2001:db8::1'), '2001:db8:0:0::/64');
  assert.equal(toAddressKey('2001:0DB8:0000:0000:aaaa:bbbb:cccc:dddd'), '2001:db8:0:0::/64');
  assert.equal(toAddressKey('2001:db8:1:2:3::'), '2001:db8:1:2::/64');
  assert.equal(toAddressKey('::1'), '0:0:0:0::/64');
  assert.equal(toAddressKey('::'), '0:0:0:0::/64');
  assert.equal(toAddressKey('1::8'), '1:0:0:0::/64');
  assert.equal(toAddressKey('::2:3:4:5:6:7:8'), '0:2:3:4::/64');
  assert.equal(toAddressKey('fe80::1%eth0'), 'fe80:0:0:0::/64');
  assert.equal(toAddressKey('64:ff9b::192.0.2.1'), '64:ff9b:0:0::/64');
});

test('any address of a network has the key of the network', () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const full = groups.map((number) => number.toString(16).padStart(4, '0')).join(':');
      // What the URL standard's serialiser makes of it is the shortest notation.
      const short = new URL(`http://[${full}]`).hostname.slice(1, -1);
      assert.equal(toAddressKey(short), toAddressKey(full));
    }),
  );
});

test('what is no address stands for itself, shortened', () => {
  assert.equal(toAddressKey('unknown'), 'unknown');
  assert.equal(toAddressKey(''), '');
  assert.equal(toAddressKey(':'.repeat(1_000_000)).length, 100);
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => toAddressKey(text).length <= 100));
});
