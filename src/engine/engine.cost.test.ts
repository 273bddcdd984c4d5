import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunEvent } from '#contract/run-event.ts';
import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import { applyEvent } from './apply-event.ts';
import type { Command } from './command.ts';
import { compilePlan, type Plan, type PlanScope } from './plan.ts';
import { createRunState, type RunState } from './state.ts';
import { edges, step, workflow } from './testing/small-run.ts';

/** A plan that counts how often its steps are looked at, bodies included. */
function countLooks(document: Workflow): { plan: Plan; takeLooks: () => number } {
  let looks = 0;
  function watch(scope: PlanScope): PlanScope {
    const inner = scope.steps.map((each) => (each.body === undefined ? each : { ...each, body: watch(each.body) }));
    const steps = new Proxy(inner, {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
        return Reflect.get(target, key, receiver);
      },
    });
    return { ...scope, steps };
  }
  const plan = compilePlan(document, () => undefined);
  const takeLooks = () => {
    const taken = looks;
    looks = 0;
    return taken;
  };
  return { plan: { ...plan, root: watch(plan.root) }, takeLooks };
}

/** A Map that counts how often it is gone through as a whole. */
class WatchedMap<K, V> extends Map<K, V> {
  walks = 0;
  override [Symbol.iterator]() {
    this.walks++;
    return super[Symbol.iterator]();
  }
  override values() {
    this.walks++;
    return super.values();
  }
  override keys() {
    this.walks++;
    return super.keys();
  }
  override entries() {
    this.walks++;
    return super.entries();
  }
  override forEach(act: (value: V, key: K, map: Map<K, V>) => void) {
    this.walks++;
    super.forEach(act);
  }
}

interface Cost {
  /** Most that one event made: looks at steps, and commands. */
  looks: number;
  commands: number;
  /** Most that was under way at once. */
  active: number;
  scopes: number;
  events: number;
  /** Times the active steps or scopes were gone through as a whole. */
  walks: number;
}

/** Runs a workflow to its end, its loops having `items`; answers the cost of its dearest event, the first and last aside. */
function measure(document: Workflow, items = 0, concurrency = 1): Cost {
  const { plan, takeLooks } = countLooks(document);
  const active = new WatchedMap<string, never>();
  const scopes = new WatchedMap<string, never>();
  const fresh = createRunState(plan);
  const state: RunState = { ...fresh, active, scopes };
  state.scopes.set('', fresh.root);
  const cost: Cost = { looks: 0, commands: 0, active: 0, scopes: 0, events: 0, walks: 0 };
  let todo: Command[] = [];
  const at = 0;

  function apply(event: RunEvent): void {
    takeLooks();
    const commands = applyEvent(state, event);
    cost.events++;
    if (event.type !== 'run-started') {
      cost.looks = Math.max(cost.looks, takeLooks());
      cost.commands = Math.max(cost.commands, commands.length);
    }
    cost.active = Math.max(cost.active, active.size);
    cost.scopes = Math.max(cost.scopes, scopes.size);
    todo.push(...commands);
  }

  function answer(command: Command): void {
    if (command.kind === 'run') {
      const { path, step: called } = command.instance;
      if (called.body === undefined || command.reason === 'looped')
        apply({ type: 'step-succeeded', at, path, output: null });
      else apply({ type: 'loop-started', at, path, count: items, concurrency, onItemError: 'fail', collect: false });
    } else if (command.kind === 'finish-iteration') {
      apply({ type: 'iteration-finished', at, path: command.scope.loop?.path ?? '', index: command.scope.index });
    } else if (command.kind === 'finish-run') {
      cost.walks = active.walks + scopes.walks;
      apply({ type: 'run-finished', at, status: command.status });
    }
  }

  apply({ type: 'run-started', at });
  while (todo.length > 0) {
    const batch = todo;
    todo = [];
    for (const command of batch) answer(command);
  }
  assert.equal(state.phase, 'finished');
  return cost;
}

function chain(length: number): Workflow {
  const steps: Step[] = [];
  const written: Edge[] = [];
  for (let at = 0; at < length; at++) {
    steps.push(step(`s${at}`));
    if (at > 0) written.push(...edges(`s${at - 1}>s${at}`));
  }
  return { ...workflow(steps), edges: written };
}

/** `width` chains of two steps side by side, between a first and a last step. */
function fan(width: number): Workflow {
  const steps = [step('first'), step('last')];
  const written: Edge[] = [];
  for (let at = 0; at < width; at++) {
    steps.push(step(`a${at}`), step(`b${at}`));
    written.push(...edges(`first>a${at}`, `a${at}>b${at}`, `b${at}>last`));
  }
  return { ...workflow(steps), edges: written };
}

const each = workflow([step('each', {}, { steps: [step('work'), step('more')], edges: edges('work>more') })]);

describe('the cost of an event', () => {
  it('is the same in a chain of 20,000 steps as in one of 20, with one step in memory', () => {
    const long = measure(chain(20_000));
    assert.deepEqual({ ...long, events: 0 }, { ...measure(chain(20)), events: 0 });
    assert.deepEqual(long, { looks: 1, commands: 2, active: 1, scopes: 1, events: 20_002, walks: 0 });
  });

  it('is the same in a loop of 100,000 iterations as in one of 10, with what is under way in memory', () => {
    const long = measure(each, 100_000, 4);
    assert.deepEqual({ ...long, events: 0 }, { ...measure(each, 10, 4), events: 0 });
    assert.deepEqual([long.active, long.scopes, long.walks, long.events], [5, 5, 0, 300_004]);
  });

  it('depends on the edges it touches, not on how many steps run beside it', () => {
    const wide = measure(fan(4_000));
    assert.equal(wide.walks, 0);
    // The first step starts all branches; no event after it costs more than a step's own edges.
    assert.deepEqual([wide.looks, wide.commands, wide.active], [4_000, 4_001, 4_000]);
  });

  it('stays small when a dead path spreads through 20,000 steps, without exhausting the stack', () => {
    const document = chain(20_000);
    const dead: Workflow = {
      ...document,
      edges: document.edges.map((edge, at) => (at === 0 ? { ...edge, port: 'never' } : edge)),
    };
    const cost = measure(dead);
    assert.deepEqual([cost.looks, cost.commands, cost.events], [19_999, 20_001, 3]);
  });
});
