import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toStart } from './testing/random-edit.ts';
import { toLoop, toStep, toWorkflow } from './testing/sample.ts';
import { findIdFault, toIdForm, toMarkId, toNextId, toStepId } from './unique-id.ts';

describe('ids', () => {
  it('come from blocks and texts, and are free', () => {
    const workflow = toWorkflow([toStep('http_request'), toLoop('l', [toStep('http_request_2')])]);
    expect(toStepId(workflow, 'network.http_request')).toBe('http_request_3');
    expect(toStepId(workflow, 'mcp::server/do-It')).toBe('do_it');
    expect(toStepId(workflow, 'x.new', new Set(['new']))).toBe('new_2');
    expect(toIdForm('Bestellungen prüfen!')).toBe('bestellungen_prufen');
    expect(toIdForm('input')).toBe('step_input');
    expect(toIdForm('2nd try')).toBe('step_2nd_try');
    expect(toIdForm('注文')).toBe('step');
    expect(toNextId('fetch_2', (id) => id === 'fetch_2')).toBe('fetch_3');
    expect(toNextId('_1', (id) => id === '_1')).toBe('_1_2');
  });

  it('are always such that a step can have them', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), (a, b) => {
        for (const text of [a, b, `x.${a}`])
          expect(findIdFault(toWorkflow([]), toStepId(toWorkflow([]), text))).toBeUndefined();
      }),
    );
  });

  it('say why they cannot be had', () => {
    const workflow = toStart();
    expect(findIdFault(workflow, 'in_a')).toContain('already');
    expect(findIdFault(workflow, 'in_a', 'in_a')).toBeUndefined();
    expect(findIdFault(workflow, 'item')).toContain('something else');
    expect(toMarkId('note', workflow)).toBe('note_2');
    expect(toMarkId('group', toWorkflow([]))).toBe('group_1');
  });
});
