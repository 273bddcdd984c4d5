import { Workflow } from '../src/contract/workflow.ts';

type Steps = readonly Record<string, unknown>[];

function build(
  id: string,
  steps: Steps,
  edges: readonly Record<string, string>[],
  rest: Record<string, unknown> = {},
): Workflow {
  return Workflow.parse({ flowright: 1, id, name: id, steps, edges, ...rest });
}

function chainEdges(ids: readonly string[]): Record<string, string>[] {
  return ids.slice(1).map((to, index) => ({ from: ids[index] ?? '', to }));
}

/** `length` steps one after the other, each reading the one before. */
export function chain(id: string, length: number): Workflow {
  const ids = Array.from({ length }, (_, index) => `s${index}`);
  const steps = ids.map((step, index) => ({
    id: step,
    input: { values: index === 0 ? { n: '{{ input.n }}' } : { n: `{{ ${ids[index - 1]}.n }}`, index } },
    process: { block: 'data.set' },
  }));
  return build(id, steps, chainEdges(ids));
}

/** `length` steps with an effect, one after the other. */
export function effectChain(id: string, length: number): Workflow {
  const ids = Array.from({ length }, (_, index) => `s${index}`);
  const steps = ids.map((step) => ({ id: step, input: { value: 1 }, process: { block: 'bench.effect' } }));
  return build(id, steps, chainEdges(ids));
}

/** One step, then `width` steps side by side, then one that waits for all. */
export function fanOut(id: string, width: number): Workflow {
  const ids = Array.from({ length: width }, (_, index) => `w${index}`);
  const steps = [
    { id: 'first', input: { values: { n: 1 } }, process: { block: 'data.set' } },
    ...ids.map((step) => ({ id: step, input: { values: { n: '{{ first.n }}' } }, process: { block: 'data.set' } })),
    { id: 'last', input: { values: { done: true } }, process: { block: 'data.set' } },
  ];
  return build(id, steps, [...ids.map((to) => ({ from: 'first', to })), ...ids.map((from) => ({ from, to: 'last' }))]);
}

/** A loop over the run's items with one step in its body. */
export function loop(id: string): Workflow {
  const body = {
    steps: [
      { id: 'double', input: { values: { n: '{{ item }}', at: '{{ index }}' } }, process: { block: 'data.set' } },
    ],
  };
  const steps = [
    { id: 'each', input: { items: '{{ input.items }}', collect: false }, process: { block: 'control.for_each' }, body },
  ];
  return build(id, steps, []);
}

/** A run that does something once a second, for a minute. */
export function ticking(id: string): Workflow {
  const items = Array.from({ length: 60 }, (_, index) => index);
  const body = { steps: [{ id: 'pause', input: { duration: '1s' }, process: { block: 'control.wait' } }] };
  return build(
    id,
    [{ id: 'each', input: { items, collect: false }, process: { block: 'control.for_each' }, body }],
    [],
  );
}

/** A run whose second step never ends by itself: what a crash leaves under way. */
export function unfinished(id: string): Workflow {
  const steps = [
    { id: 'first', input: { values: { n: '{{ input.n }}' } }, process: { block: 'data.set' } },
    { id: 'hang', input: { hang: '{{ input.hang }}' }, process: { block: 'bench.hang' } },
    { id: 'last', input: { values: { n: '{{ first.n }}' } }, process: { block: 'data.set' } },
  ];
  return build(id, steps, chainEdges(['first', 'hang', 'last']));
}
