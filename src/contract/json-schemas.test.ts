import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { publishedSchemas, workflowJsonSchema } from './json-schemas.ts';

const step = (id: string, rest: object = {}) => ({ id, process: { block: 'x.y' }, ...rest });

describe('the published schemas', () => {
  for (const [name, schema] of publishedSchemas()) {
    it(`are up to date in docs/schemas/${name}`, () => {
      const file = readFileSync(new URL(`../../docs/schemas/${name}`, import.meta.url), 'utf8');
      assert.deepEqual(
        JSON.parse(file),
        JSON.parse(JSON.stringify(schema)),
        'run `node scripts/node24.js scripts/publish-schemas.ts`',
      );
    });
  }

  it('are schemas another validator understands, loops in loops included', () => {
    const validate = new Ajv2020({ strict: false }).compile(workflowJsonSchema());
    const nested = step('a', { body: { steps: [step('b', { body: { steps: [step('c')], edges: [] } })], edges: [] } });
    const document = (steps: object[]) => ({ flowright: 1, id: 'w', name: 'W', steps });
    assert.ok(validate(document([nested])), JSON.stringify(validate.errors));
    assert.ok(!validate(document([step('a', { body: { steps: [step('b', { body: { steps: [{ id: 'c' }] } })] } })])));
    assert.ok(!validate(document([step('a', { colour: 'red' })])));
    assert.ok(!validate({ id: 'w' }));
  });

  it('compile for blocks and events too', () => {
    const ajv = new Ajv2020({ strict: false });
    const [, block, event] = [...publishedSchemas().values()].map((schema) => ajv.compile(schema));
    assert.ok(
      block?.({ id: 'a.b', label: 'A', category: 'c', description: '', execution: { handler: 'a::b' } }),
      JSON.stringify(block?.errors),
    );
    assert.ok(!block?.({ id: 'a' }));
    assert.ok(event?.({ type: 'run-started', at: 1 }), JSON.stringify(event?.errors));
    const failed = { type: 'step-failed', at: 1, path: 'a', attempt: 1, jitter: 0.5 };
    assert.ok(event?.({ ...failed, error: { code: 'request-failed', message: 'm' } }));
    assert.ok(!event?.({ ...failed, error: { code: 'no-such-code', message: 'm' } }));
  });
});
