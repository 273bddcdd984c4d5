import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { OWNER_TOKEN, startTestServer } from '../testing/test-server.ts';

test('every audit of GraphQL over HTTP passes: MUST, SHOULD and MAY', async (t) => {
  const { url } = await startTestServer(t);
  // Some audits ask about the schema, which is told to known callers only.
  const fetchFn = (address: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${OWNER_TOKEN}`);
    return fetch(address, { ...init, headers });
  };
  const audits = serverAudits({ url: `${url}/graphql`, fetchFn });
  assert.ok(audits.length > 50, `only ${audits.length} audits`);
  const faults: string[] = [];
  for (const audit of audits) {
    const result = await audit.fn();
    if (result.status !== 'ok') faults.push(`${audit.id} ${audit.name}: ${result.reason}`);
  }
  assert.deepEqual(faults, []);
});
