import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findPrivateRange, isInRange, parseAddress, parseRange } from './private-address.ts';

test('addresses of the public internet pass', () => {
  for (const address of [
    '1.1.1.1',
    '93.184.216.34',
    '172.32.0.1',
    '192.169.0.1',
    '2606:4700:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ]) {
    assert.equal(findPrivateRange(address), undefined, address);
  }
});

test('every other kind of address is private, however it is dressed', () => {
  const addresses = [
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '[::1]',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '4000::1',
    'not an address',
    '127.1',
    '2130706433',
  ];
  for (const address of addresses) assert.notEqual(findPrivateRange(address), undefined, address);
});

test('whatever IPv4 address is private stays private inside IPv6', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      assert.equal(findPrivateRange(`::ffff:${address}`), findPrivateRange(address));
      assert.equal(findPrivateRange(`64:ff9b::${address}`), findPrivateRange(address));
    }),
  );
});

test('any text is read without failing', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.ipV6(), fc.string({ unit: fc.constantFrom(...'0123456789abcdef:.[]%/') })),
      (text) => {
        parseRange(text);
        findPrivateRange(text);
      },
    ),
  );
});

test('ranges hold what they should', () => {
  const isIn = (address: string, range: string): boolean => {
    const [parsed, bounds] = [parseAddress(address), parseRange(range)];
    assert.ok(parsed !== undefined && bounds !== undefined);
    return isInRange(parsed, bounds);
  };
  assert.ok(isIn('10.1.2.3', '10.0.0.0/8'));
  assert.ok(isIn('::ffff:10.1.2.3', '10.0.0.0/8'));
  assert.ok(!isIn('11.1.2.3', '10.0.0.0/8'));
  assert.ok(isIn('fd00::5', 'fd00::/8'));
  assert.ok(!isIn('fd00::5', '0.0.0.0/0'));
  assert.ok(isIn('127.0.0.1', '127.0.0.1'));
  for (const range of ['10.0.0.0/33', '10.0.0.0/x', 'host/8', '', '10.0.0.0/'])
    assert.equal(parseRange(range), undefined, range);
});
