import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPrincipal, unknownCaller } from '../testing/fake-access.ts';
import { assertFails, createTestClient } from '../testing/test-client.ts';
import { createTestServices, trustedCaller } from '../testing/test-services.ts';

test('whoever is known is told who they are and what they may do, strangers are refused', async (t) => {
  const services = await createTestServices(t);
  const some = createTestClient(services, trustedCaller(createPrincipal(['workflow:read'])));
  assert.deepEqual(await some.session.current({}), {
    principal: { id: 'owner', kind: 'owner', name: 'Owner' },
    permissions: ['workflow:read'],
    version: '0.0.0-test',
  });
  const none = createTestClient(services, trustedCaller(createPrincipal([])));
  assert.deepEqual((await none.session.current({})).permissions, []);
  await assertFails(createTestClient(services, unknownCaller()).session.current({}), 'unauthenticated');
});
