import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_PERMISSIONS } from '#access/permission.ts';
import type { Principal } from '#access/principal.ts';
import { callOperation } from '../describe.ts';
import { operations } from '../list.ts';
import { assertFails } from '../testing/test-client.ts';
import { createTestServices, trustedCaller } from '../testing/test-services.ts';

test('the owner gets a link that opens a session, a token that may do everything does not', async (t) => {
  const services = await createTestServices(t);
  const call = (kind: Principal['kind']) => {
    const principal = { id: kind, kind, name: `the ${kind}`, permissions: new Set(ALL_PERMISSIONS) };
    return callOperation(operations, 'session.create', {}, { services, caller: trustedCaller(principal) });
  };
  assert.match(JSON.stringify(await call('owner')), /"\/login\?code=[^"]{20,}"/);
  assert.notDeepEqual(await call('owner'), await call('owner'));
  const refused = await assertFails(call('token'), 'forbidden');
  assert.match(refused.message, /owner token/);
});
