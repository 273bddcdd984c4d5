import type { Edge, Workflow } from '#contract/workflow.ts';
import { edgesFrom, findEdge, leadsTo } from '../edge-index.ts';
import { toEdgeKey } from '../edge-key.ts';
import { changeScope } from '../edit-scope.ts';
import { findScope, findStep } from '../find-step.ts';
import type { Blocks, Edit, Refusal } from '../types.ts';
import { createEdge } from './create-step.ts';

/** Why two steps cannot be connected. */
export interface ConnectRefusal extends Refusal {
  readonly code: 'missing' | 'self' | 'scope' | 'duplicate' | 'cycle' | 'port';
}

/** An edge to be: `port` only when it has to be named. */
export interface Connection {
  readonly from: string;
  readonly port?: string | undefined;
  readonly to: string;
}

function refuse(code: ConnectRefusal['code'], message: string): ConnectRefusal {
  return { ok: false, code, message };
}

/** The same edges for the comparison of ports: one without a port leaves by the first. */
function isSamePort(one: string | undefined, other: string | undefined, first: string | undefined): boolean {
  return (one ?? first) === (other ?? first);
}

/**
 * Whether an edge can be drawn, and why not. `without` is the key of an edge being moved, which does not count. O(edges reached from `to`).
 */
export function canConnect(
  workflow: Workflow,
  { from, port, to }: Connection,
  { blocks, without }: { readonly blocks?: Blocks; readonly without?: string } = {},
): { readonly ok: true } | ConnectRefusal {
  const source = findStep(workflow, from);
  const target = findStep(workflow, to);
  if (source === undefined || target === undefined)
    return refuse('missing', `There is no step ${source === undefined ? from : to}.`);
  if (from === to) return refuse('self', 'A step cannot follow itself. Repeat steps with a loop.');
  if (source.scopeId !== target.scopeId)
    return refuse('scope', 'Edges join steps of the same body. What is inside a loop starts with the loop.');
  const block = blocks?.get(source.step.process.block);
  const ports = block?.ports;
  if (port !== undefined && ports !== undefined && port !== 'error' && !ports.includes(port) && !ports.includes('*'))
    return refuse('port', `${block?.label ?? from} has no port ${port}.`);
  const edges = findScope(workflow, source.scopeId)?.edges ?? [];
  const isThere = edgesFrom(edges, from).some(
    (edge) => edge.to === to && toEdgeKey(edge) !== without && isSamePort(edge.port, port, ports?.[0]),
  );
  if (isThere) return refuse('duplicate', 'These steps are already connected.');
  const others = without === undefined ? edges : edges.filter((edge) => toEdgeKey(edge) !== without);
  if (leadsTo(others, to, from))
    return refuse('cycle', `${to} already leads to ${from}; a circle would never end. Repeat steps with a loop.`);
  return { ok: true };
}

/** Draws an edge; does nothing where `canConnect` refuses. */
export function connect(connection: Connection, blocks?: Blocks): Edit {
  return (workflow) => {
    if (!canConnect(workflow, connection, blocks === undefined ? {} : { blocks }).ok) return workflow;
    const edge = createEdge(connection.from, connection.port, connection.to);
    return changeScope(workflow, findStep(workflow, edge.from)?.scopeId, ({ steps, edges }) => ({
      steps,
      edges: [...edges, edge],
    }));
  };
}

/** Moves an end of an edge; does nothing where `canConnect` refuses, so the edge stays as it was. */
export function reconnect(key: string, connection: Connection, blocks?: Blocks): Edit {
  return (workflow) => {
    const found = findEdge(workflow, key);
    const options = { without: key, ...(blocks === undefined ? {} : { blocks }) };
    if (found === undefined || !canConnect(workflow, connection, options).ok) return workflow;
    const next: Edge = createEdge(connection.from, connection.port, connection.to);
    if (toEdgeKey(next) === key) return workflow;
    if (findStep(workflow, next.from)?.scopeId !== found.scopeId) return workflow;
    return changeScope(workflow, found.scopeId, ({ steps, edges }) => ({
      steps,
      edges: edges.map((edge) => (edge === found.edge ? next : edge)),
    }));
  };
}
