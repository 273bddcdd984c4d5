import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { MAX_CLIP_CHARACTERS, readClipText, toClipText } from './clipboard.ts';
import { prepareDuplicate } from './edits/duplicate.ts';
import { preparePaste } from './edits/paste.ts';
import { remove } from './edits/remove.ts';
import { updateStep } from './edits/update-step.ts';
import { findStep, listSteps } from './find-step.ts';
import { assertSound } from './testing/assert-sound.ts';
import { choices, editAtRandom, toStart } from './testing/random-edit.ts';
import { toLargeWorkflow, toStep, toWorkflow } from './testing/sample.ts';
import type { Selection } from './types.ts';

function select(...ids: readonly string[]): Partial<Selection> {
  return { steps: new Set(ids) };
}

function paste(into: Workflow, text: string | undefined, target: Parameters<typeof preparePaste>[2]) {
  const read = readClipText(text ?? '');
  if (!read.ok) throw new Error(read.message);
  const prepared = preparePaste(into, read.clip, target);
  if (!prepared.ok) throw new Error(prepared.message);
  return { workflow: prepared.edit(into), select: prepared.select };
}

function reasonFor(text: string): string {
  const read = readClipText(text);
  return read.ok ? '' : read.message;
}

describe('clipboard', () => {
  it('gives ids that are taken new ones, references among the copies following and others staying', () => {
    const start = updateStep('b', ['input', 'day'], '{{ input.day & z.x & a.n }}')(toStart());
    const { workflow, select: selected } = paste(start, toClipText(start, select('a', 'b')), { at: { x: 0, y: 0 } });
    expect([...selected.steps]).toEqual(['a_2', 'b_2']);
    expect(findStep(workflow, 'b_2')?.step.input).toEqual({
      condition: '{{ a_2.n > 1 }}',
      day: '{{ input.day & z.x & a_2.n }}',
    });
    expect(workflow.edges).toContainEqual({ from: 'a_2', to: 'b_2' });
    expect(workflow.groups?.at(-1)).toEqual({ id: 'group_2', name: 'Both', steps: ['a_2', 'b_2'] });
    assertSound(workflow);
  });

  it('keeps ids when they are free, as after a cut, bodies included', () => {
    const start = toStart();
    const text = toClipText(start, select('each', 'in_a'));
    const { workflow } = paste(remove(select('each'))(start), text, { at: { x: 500, y: 500 } });
    expect(findStep(workflow, 'in_b')).toMatchObject({
      scopeId: 'each',
      step: { input: { values: { x: '{{ in_a.y & item.z }}' } } },
    });
  });

  it('puts the middle where the pointer is, also inside a loop', () => {
    const start = toStart();
    const top = paste(start, toClipText(start, select('a')), { at: { x: 1000, y: 1000 } });
    expect(findStep(top.workflow, 'a_2')?.step.position).toEqual({ x: 880, y: 964 });
    const inside = paste(start, toClipText(start, select('a')), { at: { x: 1000, y: 1000 }, scopeId: 'each' });
    expect(findStep(inside.workflow, 'a_2')).toMatchObject({
      scopeId: 'each',
      step: { position: { x: 880 - 672 - 32, y: 964 - 80 } },
    });
  });

  it('accepts whole workflows, lists of steps and single steps', () => {
    const into = toWorkflow([]);
    const at = { x: 0, y: 0 };
    expect(paste(into, JSON.stringify(toStart()), { at }).workflow.steps).toHaveLength(4);
    expect(paste(into, JSON.stringify([toStep('x'), toStep('y')]), { at }).workflow.steps).toHaveLength(2);
    expect(
      paste(into, ` ${JSON.stringify({ id: 'x', process: { block: 'a.b' } })} `, { at }).workflow.steps,
    ).toHaveLength(1);
  });

  it('copies notes alone, and nothing at all when nothing is selected', () => {
    const start = toStart();
    const { workflow, select: selected } = paste(start, toClipText(start, { notes: new Set(['note_1']) }), {
      at: { x: 0, y: 0 },
    });
    expect([...selected.notes]).toEqual(['note_2']);
    expect(workflow.notes).toHaveLength(2);
    expect(toClipText(start, {})).toBeUndefined();
    expect(toClipText(start, select('missing'))).toBeUndefined();
  });

  it('refuses what is no clip, with the reason', () => {
    for (const text of ['', 'hello', '1', 'null', '{}', '[]', '{"steps":1}', '{"a":[1]}'])
      expect(reasonFor(text)).toContain('no workflow steps');
    expect(reasonFor('{"flowright/steps":2,"steps":[]}')).toContain('newer Flowright');
    expect(reasonFor('{"steps":[{"id":"input","process":{"block":"x"}}]}')).toContain(
      '/steps/0/id: input means something else',
    );
    expect(reasonFor('x'.repeat(MAX_CLIP_CHARACTERS + 1))).toContain('more than 10 MB');
    expect(reasonFor(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).not.toBe('');
  });

  it('takes only what is sound out of hostile text', () => {
    const text = JSON.stringify({
      'flowright/steps': 1,
      steps: [toStep('x'), toStep('x'), { id: 'y', process: { block: 'a', evil: 1 }, extra: {} }, null, 7],
      edges: [
        { from: 'x', to: 'y' },
        { from: 'y', to: 'x' },
        { from: 'x', to: 'gone' },
        { from: 'x', to: 'y' },
      ],
      notes: [
        { id: 'n', text: 'ok', position: { x: 0, y: 0 } },
        { id: 'n2', text: 5 },
      ],
    }).replace('"extra":{}', '"__proto__":{"polluted":true}');
    const read = readClipText(text);
    expect(read.ok && read.droppedCount).toBeGreaterThanOrEqual(7);
    const { workflow } = paste(toStart(), text, { at: { x: 0, y: 0 } });
    assertSound(workflow);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('refuses more steps than a workflow holds', () => {
    const large = toLargeWorkflow(9_000);
    const read = readClipText(
      toClipText(large, { steps: new Set(large.steps.slice(0, 2_000).map(({ id }) => id)) }) ?? '',
    );
    expect(read.ok && preparePaste(large, read.clip, { at: { x: 0, y: 0 } })).toMatchObject({
      ok: false,
      message: expect.stringContaining('at most 10000'),
    });
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = readClipText(text);
        if (!read.ok) expect(read.message).not.toBe('');
      }),
    );
  });

  it('stays sound whatever is copied and pasted where', () => {
    fc.assert(
      fc.property(fc.array(choices, { maxLength: 12 }), fc.nat(99), (made, at) => {
        const from = editAtRandom(toStart(), made);
        const ids = listSteps(from).map(({ step }) => step.id);
        const text = toClipText(from, select(...ids.filter((_, index) => (index + at) % 3 !== 0)));
        if (text === undefined) return;
        const scopeId = ids[at % ids.length];
        const pasted = paste(from, text, { at: { x: at, y: at }, scopeId });
        assertSound(pasted.workflow);
        for (const id of pasted.select.steps) expect(findStep(pasted.workflow, id)).toBeDefined();
      }),
    );
  });
});

describe('duplicate', () => {
  it('copies each step in its own body, beside itself', () => {
    const start = toStart();
    const { edit, select: selected } = prepareDuplicate(start, {
      steps: new Set(['a', 'in_a', 'in_b']),
      notes: new Set(['note_1']),
    });
    const copied = edit(start);
    expect([...selected.steps]).toEqual(['a_2', 'in_a_2', 'in_b_2']);
    expect([...selected.notes]).toEqual(['note_2']);
    expect(findStep(copied, 'in_b_2')).toMatchObject({
      scopeId: 'each',
      step: { position: { x: 40, y: 40 }, input: { values: { x: '{{ in_a_2.y & item.z }}' } } },
    });
    expect(findStep(copied, 'each')?.step.body?.edges).toContainEqual({ from: 'in_a_2', to: 'in_b_2' });
    assertSound(copied);
  });

  it('copies loops with their bodies', () => {
    const start = toStart();
    const copied = prepareDuplicate(start, select('each', 'in_a')).edit(start);
    expect(findStep(copied, 'in_a_2')?.scopeId).toBe('each_2');
    assertSound(copied);
  });
});
