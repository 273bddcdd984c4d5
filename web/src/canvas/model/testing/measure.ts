// Prints how long the model takes: `node scripts/node24.js web/src/canvas/model/testing/measure.ts`.
import type { Workflow } from '#contract/workflow.ts';
import { listCurves } from '../anchors.ts';
import { computeLayout } from '../auto-layout.ts';
import { diffWorkflows } from '../diff.ts';
import { addStep } from '../edits/add-step.ts';
import { move } from '../edits/move.ts';
import { renameStepId } from '../edits/rename-step-id.ts';
import { updateStep } from '../edits/update-step.ts';
import { findStep } from '../find-step.ts';
import { computeGeometry } from '../geometry.ts';
import { mergeWorkflows } from '../merge.ts';
import { searchSteps } from '../search.ts';
import { createSpatialIndex } from '../spatial-index.ts';
import { toEditable } from '../to-editable.ts';
import { toLargeWorkflow } from './sample.ts';

/** Median of repeated runs, in milliseconds. */
function time(run: (round: number) => unknown, rounds: number): number {
  const times = Array.from({ length: rounds }, (_, round) => {
    const start = performance.now();
    run(round);
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

function measure(count: number): Record<string, number> {
  const workflow = toLargeWorkflow(count);
  const foreign: Workflow = structuredClone(workflow);
  const one = `step_${count - 5}`;
  let typed = workflow;
  const before = computeGeometry(workflow);
  const index = createSpatialIndex();
  const curves = listCurves(workflow, before);
  const moved = move({ steps: new Set([one]) }, { x: 8, y: 0 })(workflow);
  const edited = updateStep('step_3', ['name'], 'Mine')(workflow);
  const theirs = updateStep('step_4', ['name'], 'Theirs')(foreign);
  let dragged = workflow;
  const results: Record<string, number> = {
    'first index': time(() => findStep({ ...workflow, steps: [...workflow.steps] }, one), 9),
    'update-step': time((round) => {
      typed = updateStep(one, ['name'], `Name ${round}`)(typed);
      findStep(typed, one);
    }, 101),
    'add-step': time((round) => {
      const block = { id: 'data.set', ports: ['out'], container: false };
      const added = addStep({ id: `new_${round}`, block, position: { x: 0, y: 0 }, connect: { step: one } })(workflow);
      findStep(added, one);
    }, 21),
    'move all': time(() => move({ steps: new Set(workflow.steps.map(({ id }) => id)) }, { x: 4, y: 4 })(workflow), 9),
    'rename id': time((round) => renameStepId(one, `renamed_${round}`)(workflow), 9),
    'boxes, cold': time(() => computeGeometry(structuredCopy(workflow)), 5),
    'boxes, one moved': time(() => computeGeometry(moved), 21),
    'curves, one moved': time(() => listCurves(moved, computeGeometry(moved)), 21),
    'spatial index, cold': time(() => createSpatialIndex().sync(before, curves), 5),
    'drag frame': time(() => {
      dragged = move({ steps: new Set([one]) }, { x: 1, y: 1 })(dragged);
      const geometry = computeGeometry(dragged);
      index.sync(geometry, listCurves(dragged, geometry));
    }, 51),
    'query screen': time(() => index.query({ x: 0, y: 0, width: 1440, height: 900 }), 101),
    search: time(() => searchSteps(workflow, 'step 42'), 5),
    'diff, shared': time(() => diffWorkflows(workflow, edited), 9),
    'diff, parsed': time(() => diffWorkflows(workflow, theirs), 9),
    'merge, parsed': time(() => mergeWorkflows(workflow, edited, theirs), 9),
    'to-editable': time(() => toEditable(foreign), 5),
    layout: time(() => computeLayout(workflow), 3),
  };
  return results;
}

/** The same document as other objects, so that nothing is known of it yet. */
function structuredCopy(workflow: Workflow): Workflow {
  return { ...workflow, steps: workflow.steps.map((step) => ({ ...step })) };
}

const rows = [1_000, 5_000].map((count) => [`${count} steps`, measure(count)] as const);
const names = Object.keys(rows[0]?.[1] ?? {});
console.log(['ms, median'.padEnd(22), ...rows.map(([title]) => title.padStart(12))].join(''));
for (const name of names) {
  console.log([name.padEnd(22), ...rows.map(([, row]) => (row[name] ?? 0).toFixed(2).padStart(12))].join(''));
}
