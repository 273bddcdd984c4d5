import { type Segment, toSegments, toShape } from './path-pattern.ts';
import type { WebhookRoute } from './webhook-route.ts';

/** What is at an address. */
export type Found =
  | { readonly route: WebhookRoute; readonly params: Readonly<Record<string, string>> }
  /** There are routes, for other methods. */
  | { readonly methods: readonly string[] };

/** Routes by address and method. */
export interface RouteTable {
  /** What is at a path (as sent, below `/hooks/`); undefined when nothing is. */
  find(method: string, path: string): Found | undefined;
}

interface Node {
  readonly children: Map<string, Node>;
  any: Node | undefined;
  readonly routes: WebhookRoute[];
}

function createNode(): Node {
  return { children: new Map(), any: undefined, routes: [] };
}

function descend(node: Node, segment: Segment): Node {
  if ('name' in segment) {
    node.any ??= createNode();
    return node.any;
  }
  let child = node.children.get(segment.text);
  if (child === undefined) {
    child = createNode();
    node.children.set(segment.text, child);
  }
  return child;
}

const takes = (route: WebhookRoute, method: string): boolean =>
  route.methods === undefined || route.methods.has(method);

function toParams(route: WebhookRoute, parts: readonly string[]): Readonly<Record<string, string>> {
  const entries: [string, string][] = [];
  route.segments.forEach((segment, index) => {
    if ('name' in segment) entries.push([segment.name, parts[index] ?? '']);
  });
  // Makes an own property even of a name such as __proto__.
  return Object.fromEntries(entries);
}

/** Makes a table of routes that do not clash. A part that is written out goes before one that is named. */
export function createRouteTable(routes: readonly WebhookRoute[]): RouteTable {
  const root = createNode();
  for (const route of routes) route.segments.reduce(descend, root).routes.push(route);

  /** Leaves of the tree that match, best first. Visits each node once at most. */
  function* match(node: Node, parts: readonly string[], at: number): Generator<Node> {
    const part = parts[at];
    if (part === undefined) {
      if (node.routes.length > 0) yield node;
      return;
    }
    const child = node.children.get(part);
    if (child !== undefined) yield* match(child, parts, at + 1);
    if (node.any !== undefined) yield* match(node.any, parts, at + 1);
  }

  return {
    find(method, path) {
      const parts = toSegments(path);
      if (parts === undefined) return undefined;
      const others = new Set<string>();
      let isKnown = false;
      for (const { routes: here } of match(root, parts, 0)) {
        isKnown = true;
        for (const route of here) {
          if (takes(route, method)) return { route, params: toParams(route, parts) };
          for (const other of route.methods ?? []) others.add(other);
        }
      }
      return isKnown ? { methods: [...others].sort() } : undefined;
    },
  };
}

/** A route that some request would match as well as this one. */
export function findClash(route: WebhookRoute, routes: readonly WebhookRoute[]): WebhookRoute | undefined {
  const shape = toShape(route.segments);
  return routes.find((other) => {
    if (toShape(other.segments) !== shape) return false;
    if (route.methods === undefined || other.methods === undefined) return true;
    return [...route.methods].some((method) => other.methods?.has(method) === true);
  });
}
