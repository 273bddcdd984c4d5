import type { Edge } from '#contract/workflow.ts';
import type { Graph } from './graph.ts';
import type { Report } from './report.ts';
import { loopOf, type Scope, type Scopes, stepPointer } from './scope.ts';

/** A port name in a descriptor that stands for any. */
const ANY_PORT = '*';

/** Whether an edge can ever be taken, as far as its port is concerned. */
function canBeTaken(scope: Scope, from: number, port: string | undefined): boolean {
  const step = scope.steps[from];
  const ports = scope.blocks[from]?.ports;
  if (step === undefined || ports === undefined) return true;
  const taken = port ?? ports[0];
  if (step.process.disabled === true) return taken === ports[0];
  // A port the block does not have is an error of its own.
  if (taken !== 'error' || ports.includes(taken) || ports.includes(ANY_PORT)) return true;
  return step.process.onError === 'branch';
}

function checkEnd(scope: Scope, scopes: Scopes, edge: Edge, end: 'from' | 'to', pointer: string, report: Report): void {
  const id = edge[end];
  if (scope.byId.has(id)) return;
  const elsewhere = scopes.stepScopes.get(id);
  if (elsewhere === undefined) {
    report.add(
      'unknown-step',
      `${pointer}/${end}`,
      `The edge ${edge.from} → ${edge.to} names the step ${id}, which does not exist.`,
      {
        hint: report.suggest(id, scope.byId.keys()),
      },
    );
    return;
  }
  const loop = loopOf(elsewhere);
  const where = loop === undefined ? 'outside the body the edge is in' : `inside the body of ${loop}`;
  report.add(
    'unknown-step',
    `${pointer}/${end}`,
    `The edge ${edge.from} → ${edge.to} leads out of its scope: ${id} is ${where}.`,
    {
      stepId: id,
      hint: 'Edges join steps of the same body; the steps inside a loop start with the loop.',
    },
  );
}

function checkPort(scope: Scope, edge: Edge, from: number, pointer: string, report: Report): void {
  const step = scope.steps[from];
  const block = scope.blocks[from];
  if (step === undefined || block === undefined) return;
  const { ports } = block;
  const list = ports.filter((port) => port !== ANY_PORT).join(', ');
  if (edge.port === undefined) {
    if (ports.length > 1) {
      report.add(
        'ambiguous-port',
        pointer,
        `The edge ${edge.from} → ${edge.to} names no port, so it leaves by ${ports[0]}.`,
        {
          severity: 'warning',
          stepId: step.id,
          hint: `Name the port: ${list}.`,
        },
      );
    }
    return;
  }
  if (ports.includes(edge.port) || ports.includes(ANY_PORT)) return;
  if (edge.port === 'error') {
    if (step.process.onError === 'branch') return;
    report.add(
      'dead-edge',
      `${pointer}/port`,
      `The edge ${edge.from} → ${edge.to} is never taken: ${step.id} has no port error unless its onError is branch.`,
      {
        severity: 'warning',
        stepId: step.id,
        hint: 'Set "onError": "branch" in the process of the step.',
      },
    );
    return;
  }
  report.add('unknown-port', `${pointer}/port`, `The block ${block.id} of ${step.id} has no port ${edge.port}.`, {
    stepId: step.id,
    hint: `It has ${list}.`,
  });
}

/** Looks at every edge by itself. */
export function checkEdges(scope: Scope, scopes: Scopes, report: Report): void {
  const seen = new Set<string>();
  scope.edges.forEach((edge, index) => {
    const pointer = `${scope.pointer}/edges/${index}`;
    checkEnd(scope, scopes, edge, 'from', pointer, report);
    checkEnd(scope, scopes, edge, 'to', pointer, report);
    const from = scope.byId.get(edge.from);
    if (from === undefined) return;
    if (edge.from === edge.to) {
      report.add('self-edge', pointer, `The edge leads from ${edge.from} to itself.`, {
        stepId: edge.from,
        hint: 'Repeat steps with a loop such as control.while.',
      });
      return;
    }
    const key = `${edge.from} ${edge.to} ${edge.port ?? scope.blocks[from]?.ports[0] ?? ''}`;
    if (seen.has(key)) {
      report.add('duplicate-edge', pointer, `There is more than one edge ${edge.from} → ${edge.to} by the same port.`, {
        severity: 'warning',
        stepId: edge.from,
      });
    }
    seen.add(key);
    checkPort(scope, edge, from, pointer, report);
  });
}

/** Looks at the edges together: cycles, steps that can never start, errors nobody handles. */
export function checkFlow(scope: Scope, graph: Graph, report: Report): void {
  if (graph.cycle !== undefined) {
    const names = graph.cycle.map((index) => scope.steps[index]?.id ?? '');
    const first = graph.cycle[0] ?? 0;
    report.add(
      'cycle',
      stepPointer(scope, first),
      `The steps form a cycle: ${[...names, names[0]].slice(0, 30).join(' → ')}.`,
      {
        stepId: names[0],
        hint: 'Remove one of the edges; repeat steps with control.for_each or control.while.',
      },
    );
    return;
  }
  const incoming = scope.steps.map(() => 0);
  const alive = scope.steps.map(() => false);
  const leaving: { readonly to: number; readonly open: boolean }[][] = scope.steps.map(() => []);
  const hasErrorEdge = new Set<number>();
  for (const edge of scope.edges) {
    const from = scope.byId.get(edge.from);
    const to = scope.byId.get(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    if (edge.port === 'error') hasErrorEdge.add(from);
    incoming[to] = (incoming[to] ?? 0) + 1;
    leaving[from]?.push({ to, open: canBeTaken(scope, from, edge.port) });
  }
  for (const index of graph.order) {
    const step = scope.steps[index];
    if (step === undefined) continue;
    const place = stepPointer(scope, index);
    if (incoming[index] === 0) alive[index] = true;
    if (alive[index] === true) {
      for (const { to, open } of leaving[index] ?? []) if (open) alive[to] = true;
    } else {
      report.add('unreachable', place, `The step ${step.id} can never start: no edge into it can be taken.`, {
        severity: 'warning',
        stepId: step.id,
      });
    }
    if (step.process.onError === 'branch' && !hasErrorEdge.has(index)) {
      report.add(
        'unhandled-error',
        `${place}/process/onError`,
        `When ${step.id} fails, it takes its port error, which no edge leaves.`,
        {
          severity: 'warning',
          stepId: step.id,
          hint: 'Add an edge with "port": "error", or choose fail or continue.',
        },
      );
    }
  }
}
