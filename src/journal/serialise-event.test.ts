import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonValue } from '#contract/json.ts';
import { LARGE_TEXT } from '#store/writer-protocol.ts';
import { decodeChunk } from './decode-chunk.ts';
import { serialiseEvent } from './serialise-event.ts';
import { sampleStep } from './testing/sample-run.ts';

function roundTrip(output: JsonValue): unknown {
  const event = sampleStep('a', output);
  const { text, large } = serialiseEvent(event, 0);
  const texts = (large ?? []).map((value) => value.text);
  const places = large?.map(({ index, field, key }, number) => [index, field, key ?? null, String(number)]);
  const blobs = places === undefined ? null : JSON.stringify(places);
  return decodeChunk('test', 1, `[${text}]`, blobs, (hash) => JSON.parse(texts[Number(hash)] ?? ''))[0];
}

test('any event survives serialising, whatever its keys and sizes are', () => {
  const key = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', ''), fc.string());
  const part = fc.oneof(
    fc.jsonValue(),
    fc.integer({ min: LARGE_TEXT - 5, max: LARGE_TEXT + 5 }).map((length) => 'x'.repeat(length)),
  );
  const output = fc.oneof(
    part,
    fc.array(fc.tuple(key, part), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  );
  fc.assert(
    fc.property(output, (made) => {
      const json: JsonValue = JSON.parse(JSON.stringify(made));
      assert.deepEqual(roundTrip(json), sampleStep('a', json));
    }),
    { numRuns: 150 },
  );
});

test('only what is large leaves the row', () => {
  const { text, large } = serialiseEvent(sampleStep('a', { rows: 'x'.repeat(LARGE_TEXT), n: 1 }), 7);
  assert.equal(text, '{"type":"step-succeeded","at":2000,"path":"a","output":{"rows":null,"n":1}}');
  assert.deepEqual(
    large?.map(({ index, field, key }) => [index, field, key]),
    [[7, 'output', 'rows']],
  );
});

test('a value at the limit stays in the row', () => {
  assert.equal(serialiseEvent(sampleStep('a', 'x'.repeat(LARGE_TEXT - 2)), 0).large, undefined);
  assert.equal(serialiseEvent(sampleStep('a', 'x'.repeat(LARGE_TEXT - 1)), 0).large?.length, 1);
});

test('many middle-sized keys leave the row as one value', () => {
  const wide = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`k${index}`, 'x'.repeat(30_000)]));
  const { text, large } = serialiseEvent(sampleStep('a', wide), 0);
  assert.ok(text.length < 100);
  assert.deepEqual(
    large?.map(({ key }) => key),
    [undefined],
  );
});

test('keys without a value are left out as in JSON', () => {
  const event = { ...sampleStep('a', 'x'.repeat(LARGE_TEXT)), simulated: undefined };
  assert.equal(
    JSON.stringify(JSON.parse(serialiseEvent(event, 0).text)),
    '{"type":"step-succeeded","at":2000,"path":"a","output":null}',
  );
});
