import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEnvironmentSecrets } from './environment-secrets.ts';

test('a secret is opened by its name and leaves the environment', () => {
  const environment: Record<string, string | undefined> = { FLOWRIGHT_SECRET_TOKEN: 's3cret', PATH: '/bin' };
  const secrets = createEnvironmentSecrets(environment);
  assert.equal(secrets.open('TOKEN'), 's3cret');
  assert.deepEqual(secrets.names(), ['TOKEN']);
  assert.deepEqual(environment, { PATH: '/bin' });
});

test('a missing secret is named, with what to do', () => {
  const secrets = createEnvironmentSecrets({ FLOWRIGHT_SECRET_EMPTY: '' });
  for (const name of ['OTHER', 'EMPTY', 'constructor']) {
    assert.throws(() => secrets.open(name), {
      code: 'secret-missing',
      message: new RegExp(`FLOWRIGHT_SECRET_${name}`),
    });
  }
});
