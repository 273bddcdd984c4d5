import fc from 'fast-check';
import type { Workflow } from '#contract/workflow.ts';
import { toEdgeKey } from '../edge-key.ts';
import { addStep } from '../edits/add-step.ts';
import { align, distribute } from '../edits/align.ts';
import { setCollapsed } from '../edits/collapse.ts';
import { connect } from '../edits/connect.ts';
import { disconnect } from '../edits/disconnect.ts';
import { prepareDuplicate } from '../edits/duplicate.ts';
import { groupSteps, ungroup, updateGroup } from '../edits/groups.ts';
import { insertOnEdge } from '../edits/insert-on-edge.ts';
import { move } from '../edits/move.ts';
import { moveToScope } from '../edits/move-to-scope.ts';
import { addNote, updateNote } from '../edits/notes.ts';
import { remove } from '../edits/remove.ts';
import { renameStepId } from '../edits/rename-step-id.ts';
import { toggleDisabled } from '../edits/toggle-disabled.ts';
import { unwrap } from '../edits/unwrap.ts';
import { updateStep } from '../edits/update-step.ts';
import { updateWorkflow } from '../edits/workflow-fields.ts';
import { wrapInLoop } from '../edits/wrap-in-loop.ts';
import { listScopes, listSteps } from '../find-step.ts';
import type { Edit } from '../types.ts';
import { toMarkId, toStepId } from '../unique-id.ts';
import { toLoop, toStep, toWorkflow } from './sample.ts';

/** Numbers an edit is chosen by. */
export type Choice = readonly [kind: number, a: number, b: number, c: number];

/** Random choices; the same choices make the same edits of the same document. */
export const choices: fc.Arbitrary<Choice> = fc.tuple(fc.nat(999), fc.nat(999), fc.nat(999), fc.nat(999));

const SET = { id: 'data.set', ports: ['out'], container: false };
const IF = { id: 'control.if', ports: ['true', 'false'], container: false };
const LOOP = { id: 'control.for_each', ports: ['out'], container: true };

/** A small workflow with a branch, a loop, notes and a group. */
export function toStart(): Workflow {
  const inner = [toStep('in_a'), toStep('in_b', { input: { values: { x: '{{ in_a.y & item.z }}' } } })];
  return toWorkflow(
    [
      toStep('a', { input: { values: { n: 1 } } }),
      toStep('b', {
        process: { block: 'control.if' },
        input: { condition: '{{ a.n > 1 }}' },
        position: { x: 336, y: 0 },
      }),
      toLoop('each', inner, [{ from: 'in_a', to: 'in_b' }], { position: { x: 672, y: 0 } }),
      toStep('z', { input: { values: { a: '{{ each.results }}' } }, position: { x: 1200, y: 40 } }),
    ],
    [
      { from: 'a', to: 'b' },
      { from: 'b', port: 'true', to: 'each' },
      { from: 'each', to: 'z' },
    ],
    {
      inputs: [{ id: 'day', type: 'string', required: true }],
      outputs: { last: '{{ z }}' },
      notes: [{ id: 'note_1', text: 'Hello', position: { x: 0, y: 300 } }],
      groups: [{ id: 'group_1', name: 'Both', steps: ['a', 'b'] }],
    },
  );
}

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list[at % Math.max(1, list.length)];
}

/** The edit choices mean for a document. `prefix` keeps what two people add apart. */
export function toRandomEdit(workflow: Workflow, [kind, a, b, c]: Choice, prefix = ''): Edit {
  const all = listSteps(workflow);
  const ids = all.map(({ step }) => step.id);
  const scopes = listScopes(workflow);
  const one = pick(ids, a) ?? 'none';
  const two = pick(ids, b) ?? 'none';
  const few = new Set([one, two, pick(ids, c) ?? 'none']);
  const edges = scopes.flatMap((scope) => scope.edges.map(toEdgeKey));
  const edge = pick(edges, a) ?? '';
  const scopeId = pick(scopes, b)?.id;
  const block = pick([SET, IF, LOOP], c) ?? SET;
  const id = toStepId(workflow, `${prefix}${block.id.replace('.', '_')}`);
  const note = pick(workflow.notes ?? [], a)?.id ?? 'none';
  const group = pick(workflow.groups ?? [], a)?.id ?? 'none';
  const position = { x: a, y: b };
  const edits: readonly (() => Edit)[] = [
    () => addStep({ id, block, position, scopeId, connect: { step: one } }),
    () => addStep({ id, block, position, scopeId }),
    () => insertOnEdge(edge, { id, block, position }, c % 2 === 0 ? 100 : 0),
    () => connect({ from: one, to: two }),
    () => connect({ from: one, port: 'false', to: two }),
    () => disconnect([edge]),
    () => move({ steps: few, notes: new Set([note]) }, { x: b - 500, y: c - 500 }),
    () => remove({ steps: new Set([one]) }, { reconnect: c % 2 === 0 }),
    () => remove({ notes: new Set([note]), groups: new Set([group]), edges: new Set([edge]) }),
    () => updateStep(one, ['input', 'values', `k${b % 3}`], c % 4 === 0 ? undefined : `v${c} {{ ${two}.x }}`),
    () => updateStep(one, ['name'], c % 4 === 0 ? undefined : `Name ${c}`),
    () => updateStep(one, ['process', 'retry', 'maxAttempts'], c % 3 === 0 ? undefined : (c % 9) + 1),
    () => updateStep(one, ['output', 'n'], c % 3 === 0 ? undefined : `{{ n + ${c} }}`),
    () => renameStepId(one, `${prefix}renamed_${b}`),
    () => toggleDisabled(few),
    () => prepareDuplicate(workflow, { steps: few, notes: new Set([note]) }).edit,
    () => wrapInLoop(few, { id, block: 'control.for_each' }),
    () => unwrap(one),
    () => moveToScope([one], scopeId),
    () => setCollapsed([one], c % 2 === 0),
    () => align({ steps: few }, c % 2 === 0 ? 'left' : 'middle'),
    () => distribute({ steps: new Set(ids) }, 'horizontal'),
    () => addNote({ id: `${prefix}${toMarkId('note', workflow)}`, position, text: `Note ${c}` }),
    () => updateNote(note, { text: `Text ${c}`, color: c % 2 === 0 ? 'amber' : undefined }),
    () => groupSteps({ id: `${prefix}${toMarkId('group', workflow)}`, name: 'Group', steps: few }),
    () => updateGroup(group, { name: `Group ${c}`, collapsed: c % 2 === 0 }),
    () => ungroup([group]),
    () => updateWorkflow(['variables', `v${b % 3}`], c % 3 === 0 ? undefined : c),
    () => updateWorkflow(['settings', 'priority'], c % 3 === 0 ? undefined : (c % 100) - 50),
    () => updateWorkflow(['tags'], c % 3 === 0 ? undefined : [`t${b % 5}`, `u${c % 5}`]),
    () => updateWorkflow(['name'], `Named ${c}`),
  ];
  return (pick(edits, kind) ?? (() => (document: Workflow) => document))();
}

/** A document after some random edits. */
export function editAtRandom(workflow: Workflow, made: readonly Choice[], prefix = ''): Workflow {
  return made.reduce((document, choice) => toRandomEdit(document, choice, prefix)(document), workflow);
}
