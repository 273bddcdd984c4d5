import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { BlockDescriptor } from '#contract/block.ts';
import { ProblemCode } from '#contract/problem.ts';
import { validateWorkflow } from '#engine/validation/validate-workflow.ts';
import { analyse } from '#expressions/analyse.ts';
import { parseWorkflowText } from './parse-workflow-text.ts';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/workflow-format.md', root), 'utf8');

/** Blocks as their folders describe them. */
const blocks = new Map(
  readdirSync(new URL('src/blocks/', root), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('block.json'))
    .map((path) => BlockDescriptor.parse(JSON.parse(readFileSync(new URL(`src/blocks/${path}`, root), 'utf8'))))
    .map((block) => [block.id, block]),
);

const EXAMPLE = /^```json( invalid)?\n([\s\S]*?)^```\n(?:\nProblem: `([a-z-]+)` at `([^`]*)`)?/gm;

interface Example {
  readonly line: number;
  readonly valid: boolean;
  readonly text: string;
  readonly code: string | undefined;
  readonly pointer: string | undefined;
}

const examples = [...page.matchAll(EXAMPLE)].map((match): Example => {
  const [, invalid, text = '', code, pointer] = match;
  return { line: page.slice(0, match.index).split('\n').length, valid: invalid === undefined, text, code, pointer };
});

function problemsOf(text: string): readonly string[] {
  try {
    const { workflow } = parseWorkflowText(text, { format: 'json' });
    return validateWorkflow(workflow, { blocks: (id) => blocks.get(id), analyse }).map(
      ({ code, pointer }) => `${code} at ${pointer}`,
    );
  } catch (thrown) {
    assert.ok(thrown instanceof AppError && thrown.code === 'workflow-invalid', String(thrown));
    const problems = thrown.data?.problems as { code: string; pointer: string }[];
    return problems.map(({ code, pointer }) => `${code} at ${pointer}`);
  }
}

describe('docs/workflow-format.md', () => {
  it('has examples of both kinds', () => {
    assert.ok(examples.filter((example) => example.valid).length >= 4);
    assert.ok(examples.filter((example) => !example.valid).length >= 6);
  });

  for (const { line, valid, text, code, pointer } of examples) {
    it(`is right about the ${valid ? 'valid' : 'invalid'} example on line ${line}`, () => {
      assert.deepEqual(problemsOf(text), valid ? [] : [`${code} at ${pointer}`]);
    });
  }

  it('explains every problem there is', () => {
    const table = page.slice(page.indexOf('## Problems'));
    for (const code of ProblemCode.options) assert.ok(table.includes(`\`${code}\``), code);
  });

  it('points to the schema that is published', () => {
    assert.ok(page.includes('(schemas/workflow.json)'));
    assert.ok(readFileSync(new URL('docs/schemas/workflow.json', root), 'utf8').length > 1_000);
  });
});
