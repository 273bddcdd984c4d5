import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAddressPolicy } from './address-policy.ts';

const allows = (entries: readonly string[], name: string, address: string, port = 80): boolean =>
  createAddressPolicy(entries).findRefusal({ name, port }, address) === undefined;

test('public addresses are open, private ones closed', () => {
  assert.ok(allows([], 'example.com', '93.184.216.34'));
  assert.ok(!allows([], 'localhost', '127.0.0.1'));
  assert.ok(!allows([], 'public-name.example', '10.0.0.1'));
});

test('hosts, domains, addresses, ranges and ports can be allowed', () => {
  assert.ok(allows(['*'], 'x', '127.0.0.1'));
  assert.ok(allows(['LocalHost'], 'localhost.', '127.0.0.1'));
  assert.ok(allows(['localhost'], 'LOCALHOST', '::1'));
  assert.ok(allows(['*.internal'], 'db.internal', '10.0.0.1'));
  assert.ok(allows(['10.0.0.0/8'], 'any.example', '10.9.9.9'));
  assert.ok(allows(['127.0.0.1'], '127.0.0.1', '127.0.0.1'));
  assert.ok(allows(['127.0.0.1'], 'v6', '::ffff:127.0.0.1'));
  assert.ok(allows(['::1'], 'x', '::1'));
  assert.ok(allows(['fd00::/8'], 'x', 'fd12::1'));
  assert.ok(allows(['localhost:8080'], 'localhost', '127.0.0.1', 8080));
  assert.ok(allows(['127.0.0.1:8080'], '127.0.0.1', '127.0.0.1', 8080));
  assert.ok(allows(['[::1]:8080'], '::1', '::1', 8080));
});

test('what is allowed opens nothing else', () => {
  assert.ok(!allows(['localhost'], 'notlocalhost', '127.0.0.1'));
  assert.ok(!allows(['localhost'], '127.0.0.1', '127.0.0.1'));
  assert.ok(!allows(['*.internal'], 'internal', '10.0.0.1'));
  assert.ok(!allows(['*.internal'], 'evilinternal', '10.0.0.1'));
  assert.ok(!allows(['10.0.0.0/8'], 'x', '192.168.0.1'));
  assert.ok(!allows(['localhost:8080'], 'localhost', '127.0.0.1', 8081));
  assert.ok(!allows(['[::1]:8080'], '::1', '::1', 80));
});

test('a refusal names host, address, port and what to do', () => {
  const refusal = createAddressPolicy([]).findRefusal({ name: 'shop.example', port: 443 }, '169.254.169.254');
  assert.equal(refusal?.code, 'address-refused');
  assert.match(refusal.message, /"shop\.example" \(169\.254\.169\.254\), port 443.*linkLocal.*settings/);
});

test('an entry that means nothing is a fault of the settings', () => {
  for (const entry of ['', 'http://localhost', 'a b', '10.0.0.0/99', '[::1', 'host:port', '**']) {
    assert.throws(() => createAddressPolicy([entry]), { code: 'config-invalid' }, entry);
  }
});
