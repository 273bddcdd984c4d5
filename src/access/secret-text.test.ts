import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createSecret, isSecret, redactSecrets, toSecretHash } from './secret-text.ts';

test('a secret has its prefix, 32 random characters and a checksum, and is recognised', () => {
  const secret = createSecret('flw_');
  assert.match(secret, /^flw_[0-9A-Za-z]{38}$/);
  assert.equal(isSecret(secret, 'flw_'), true);
  assert.equal(isSecret(secret, 'flws_'), false);
});

test('secrets never repeat, and use all characters of the alphabet alike', () => {
  const secrets = Array.from({ length: 2_000 }, () => createSecret('flw_'));
  assert.equal(new Set(secrets).size, secrets.length);
  const counts = new Map<string, number>();
  for (const secret of secrets) {
    for (const char of secret.slice(4, 36)) counts.set(char, (counts.get(char) ?? 0) + 1);
  }
  assert.equal(counts.size, 62);
  // 64,000 characters, 1,032 of each expected with a deviation of 32: six deviations never happen by chance.
  for (const [char, count] of counts) assert.ok(Math.abs(count - 1_032) < 192, `${char}: ${count}`);
});

test('any other character anywhere is noticed', () => {
  const secret = createSecret('flw_');
  fc.assert(
    fc.property(fc.nat(secret.length - 1), fc.constantFrom(...'09AZaz_-é\n\0'), (at, char) => {
      const changed = secret.slice(0, at) + char + secret.slice(at + 1);
      return changed === secret || !isSecret(changed, 'flw_');
    }),
  );
});

test('texts that are no secret are refused, however long', () => {
  for (const text of ['', 'flw_', `flw_${'a'.repeat(38)}`, '__proto__', 'flw_'.repeat(1_000_000)])
    assert.equal(isSecret(text, 'flw_'), false);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !isSecret(`flw_${text}`, 'flw_')));
});

test('the hash is SHA-256', () => {
  assert.equal(toSecretHash('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('secrets in a text are blacked out, whole or in part, and nothing else', () => {
  const secret = createSecret('flw_');
  assert.equal(redactSecrets(`token ${secret}, ${createSecret('flws_')}!`), 'token flw_[secret], flw_[secret]!');
  assert.equal(redactSecrets(secret.slice(0, 20)), 'flw_[secret]');
  assert.equal(redactSecrets('flow workflow flw_short'), 'flow workflow flw_short');
});
