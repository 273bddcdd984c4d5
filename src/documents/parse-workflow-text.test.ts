import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#contract/app-error.ts';
import type { ErrorCode } from '#contract/error-table.ts';
import type { JsonObject } from '#contract/json.ts';
import { formatWorkflow } from './format-workflow.ts';
import { parseWorkflowText } from './parse-workflow-text.ts';

const JSON_TEXT = `{
  "flowright": 1,
  "id": "daily", "name": "Daily",
  "steps": [
    { "id": "a", "process": { "block": "x.y" } },
    { "id": "b", "process": { "block": "x.y" },
      "input": { "a/b": [1, { "c": "é\\"x" }] } }
  ],
  "edges": [{ "from": "a", "to": "b" }]
}
`;

const YAML_TEXT = `# a comment
flowright: 1
id: daily
name: Daily
steps:
  - id: a
    process: { block: x.y }
  - id: b
    process:
      block: x.y
    input:
      a/b: [1, { c: "é\\"x" }]
edges:
  - from: a
    to: b
`;

function refusal(
  text: string,
  code: ErrorCode,
  message: RegExp,
  data: JsonObject = {},
  format?: 'json' | 'yaml',
): AppError {
  try {
    parseWorkflowText(text, format === undefined ? {} : { format });
  } catch (thrown) {
    assert.ok(thrown instanceof AppError, String(thrown));
    assert.equal(thrown.code, code, thrown.message);
    assert.match(thrown.message, message);
    for (const [key, value] of Object.entries(data)) assert.deepEqual(thrown.data?.[key], value, key);
    return thrown;
  }
  assert.fail(`${text.slice(0, 100)} was taken`);
}

describe('reading a workflow', () => {
  it('gives the same from JSON and YAML', () => {
    const { workflow } = parseWorkflowText(JSON_TEXT);
    assert.equal(workflow.steps.length, 2);
    assert.deepEqual(parseWorkflowText(YAML_TEXT).workflow, workflow);
    assert.deepEqual(parseWorkflowText(`\uFEFF${JSON_TEXT}`, { format: 'json' }).workflow, workflow);
    assert.deepEqual(parseWorkflowText(JSON_TEXT, { format: 'yaml' }).workflow, workflow);
  });

  it('knows where each part stands', () => {
    for (const [text, places] of [
      [
        JSON_TEXT,
        { '': [1, 1], '/id': [3, 9], '/steps/1': [6, 5], '/steps/1/input/a~1b/1/c': [7, 36], '/edges/0/to': [9, 34] },
      ],
      [
        YAML_TEXT,
        { '': [2, 1], '/id': [3, 5], '/steps/1': [8, 5], '/steps/1/input/a~1b/1/c': [12, 21], '/edges/0/to': [15, 9] },
      ],
    ] as const) {
      const { locate } = parseWorkflowText(text);
      for (const [pointer, [line, column]] of Object.entries(places))
        assert.deepEqual(locate(pointer), { line, column }, pointer);
      assert.deepEqual(locate('/steps/1/process/no/such'), locate('/steps/1/process'));
    }
  });

  it('says where a text is not JSON', () => {
    for (const [text, line, column, reason] of [
      ['{\n  "a": 1,\n  b: 2 }', 3, 3, /key in double quotes/],
      ['{ "a": 1, }', 1, 11, /key in double quotes/],
      ['{ "a": [1 2] }', 1, 11, /comma or `\]`/],
      ['{ "a": tru }', 1, 8, /value/],
      ['{ "a": "x\ny" }', 1, 10, /control character/],
      ['{ "a": "\\x" }', 1, 9, /escapes nothing/],
      ['{ "a": "x', 1, 8, /closing quote/],
      ['{ "a": 1 } }', 1, 12, /after the end/],
      ['{ "a": 1', 1, 9, /the end of the document/],
      ['{ "a": 1, "a": 2 }', 1, 11, /second time/],
      ['{ "a": 01 }', 1, 9, /comma/],
      ['{ "a": NaN }', 1, 8, /value/],
    ] as const) {
      const error = refusal(text, 'document-unreadable', reason, { line, column });
      assert.match(error.message, new RegExp(`line ${line}, column ${column}`));
    }
    refusal('', 'document-unreadable', /nothing in it/);
  });

  it('takes as JSON exactly what JSON.parse takes, keys used twice aside', () => {
    const fragment = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b\\n"',
      '1',
      '-0.5e3',
      'true',
      'null',
      ' ',
      '\n',
      '"',
      '\\',
      'x',
      '0',
    );
    fc.assert(
      fc.property(
        fc.array(fragment, { maxLength: 12 }).map((parts) => `[${parts.join('')}]`),
        (text) => {
          let valid = true;
          try {
            JSON.parse(text);
          } catch {
            valid = false;
          }
          const error = refusal(text, valid ? 'workflow-invalid' : 'document-unreadable', /./, {}, 'json');
          if (!valid) assert.equal(typeof error.data?.line, 'number');
        },
      ),
      {
        numRuns: 2_000,
        examples: [['[{"a":1}]'], ['[1,]'], ['[]']],
      },
    );
  });

  it('says where a text is not YAML', () => {
    refusal('a: [1\nb: 2', 'document-unreadable', /YAML \(line 2/, { line: 2 });
    refusal('a: 1\na: 2', 'document-unreadable', /unique/, { line: 2, column: 1 });
    refusal('a: *nobody', 'document-unreadable', /alias/);
    refusal('? { x: 1 }\n: 2', 'document-unreadable', /YAML/);
    refusal('a: .inf', 'document-unreadable', /Infinity/);
    refusal('a: 1\n---\nb: 2', 'document-unreadable', /multiple documents/);
    refusal('a: !!set { x }', 'document-unreadable', /set|tag/i);
  });

  it('keeps a bomb of aliases from going off', () => {
    const rows = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let row = 1; row < 12; row++)
      rows.push(`a${row}: &a${row} [${Array.from({ length: 10 }, () => `*a${row - 1}`).join(', ')}]`);
    refusal(rows.join('\n'), 'document-unreadable', /repeats too much/);
  });

  it('bounds how large and deep a document is', () => {
    refusal(`{"a": "${'x'.repeat(11 * 1024 * 1024)}"}`, 'limit-exceeded', /10485760/);
    refusal(`a: "${'x'.repeat(2 * 1024 * 1024)}"`, 'limit-exceeded', /JSON/);
    refusal(`{"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'document-unreadable', /nesting/);
    refusal(`a: ${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'document-unreadable', /nest|YAML/);
  });

  it('says what keeps a document from being a workflow, each with pointer and place', () => {
    const text = JSON_TEXT.replace('"id": "a"', '"id": "1a", "colour": "red"').replace(
      '"block": "x.y" },\n',
      '"blok": "x.y" },\n',
    );
    const error = refusal(text, 'workflow-invalid', /\/steps\/0\/id \(line 5, column 13\)/);
    const problems = error.data?.problems as { code: string; pointer: string; line: number; severity: string }[];
    assert.deepEqual(
      problems.map(({ code, pointer, line, severity }) => [code, pointer, line, severity]),
      [
        ['invalid-shape', '/steps/0/id', 5, 'error'],
        ['invalid-shape', '/steps/0/colour', 5, 'error'],
        ['invalid-shape', '/steps/1/process/block', 6, 'error'],
        ['invalid-shape', '/steps/1/process/blok', 6, 'error'],
      ],
    );
    refusal('[]', 'workflow-invalid', /is an object/);
    refusal('just text', 'workflow-invalid', /is an object/);
    refusal('{"flowright": 2, "id": "a", "name": "A", "steps": []}', 'workflow-invalid', /flowright must be 1/);
    refusal('{}', 'workflow-invalid', /And 1 more/);
  });

  it('takes keys of Object.prototype as unknown fields', () => {
    refusal(
      '{"flowright": 1, "id": "a", "name": "A", "steps": [], "constructor": 1}',
      'workflow-invalid',
      /constructor/,
    );
    const { workflow } = parseWorkflowText(JSON_TEXT.replace('"a/b"', '"__proto__"'));
    assert.equal(Object.getPrototypeOf(workflow.steps[1]?.input), Object.prototype);
  });
});

describe('writing a workflow', () => {
  it('gives text that reads as the same workflow', () => {
    const { workflow } = parseWorkflowText(YAML_TEXT);
    assert.deepEqual(parseWorkflowText(formatWorkflow(workflow)).workflow, workflow);
  });

  it('orders keys, and leaves the order of free data alone', () => {
    const shuffled = `{ "edges": [{ "to": "b", "from": "a", "port": "x" }], "name": "N", "steps": [
      { "process": { "timeoutMs": 1, "block": "x.y" }, "input": { "z": 1, "a": { "y": 2, "b": 3 } }, "id": "a" },
      { "body": { "edges": [], "steps": [{ "process": { "block": "x.y" }, "id": "c" }] }, "process": { "block": "x.y" }, "id": "b" }
    ], "id": "w", "flowright": 1, "inputs": [] }`;
    const text = formatWorkflow(parseWorkflowText(shuffled).workflow);
    assert.equal(text, formatWorkflow(parseWorkflowText(text).workflow));
    assert.ok(text.endsWith('}\n'));
    assert.equal(
      JSON.stringify(JSON.parse(text)),
      '{"flowright":1,"id":"w","name":"N","steps":[{"id":"a","input":{"z":1,"a":{"y":2,"b":3}},"process":{"block":"x.y","timeoutMs":1}},' +
        '{"id":"b","process":{"block":"x.y"},"body":{"steps":[{"id":"c","process":{"block":"x.y"}}]}}],"edges":[{"from":"a","port":"x","to":"b"}]}',
    );
  });
});
