/** A node of JSONata's syntax tree: the parts this room looks at. Which are present depends on `type`. */
export interface AstNode {
  type: string;
  value?: unknown;
  /** Offset of the end of the token. */
  readonly position?: number;
  readonly steps?: AstNode[];
  readonly stages?: { readonly type: string; readonly expr?: AstNode; readonly value?: unknown }[];
  readonly predicate?: { readonly type: string; readonly expr: AstNode }[];
  readonly group?: { readonly lhs: [AstNode, AstNode][] };
  readonly terms?: { readonly expression: AstNode }[];
  /** Pairs for an object constructor, one node otherwise. */
  readonly lhs?: AstNode | [AstNode, AstNode][];
  readonly rhs?: AstNode;
  readonly expression?: AstNode;
  readonly expressions?: AstNode[];
  procedure?: AstNode;
  arguments?: AstNode[];
  readonly signature?: { readonly definition?: string };
  readonly body?: AstNode;
  readonly condition?: AstNode;
  readonly then?: AstNode;
  readonly else?: AstNode;
  readonly pattern?: AstNode;
  readonly update?: AstNode;
  readonly delete?: AstNode;
  readonly focus?: string;
  readonly index?: string;
  readonly keepArray?: boolean;
  readonly keepSingletonArray?: boolean;
  readonly consarray?: boolean;
  readonly tuple?: boolean;
  readonly ancestor?: unknown;
  readonly seekingParent?: unknown;
}

/** The pairs of an object constructor. */
export function pairsOf(node: AstNode): readonly [AstNode, AstNode][] {
  return Array.isArray(node.lhs) ? node.lhs : [];
}

/** The left operand of a binary node. */
export function leftOf(node: AstNode): AstNode | undefined {
  return Array.isArray(node.lhs) ? undefined : node.lhs;
}

/** Every node directly below. */
export function childrenOf(node: AstNode): readonly AstNode[] {
  const below: (AstNode | undefined)[] = [
    leftOf(node),
    node.rhs,
    node.expression,
    node.procedure,
    node.body,
    node.condition,
    node.then,
    node.else,
    node.pattern,
    node.update,
    node.delete,
    ...(node.steps ?? []),
    ...(node.expressions ?? []),
    ...(node.arguments ?? []),
    ...(node.stages ?? []).map((stage) => stage.expr),
    ...(node.predicate ?? []).map((stage) => stage.expr),
    ...(node.terms ?? []).map((term) => term.expression),
    ...pairsOf(node).flat(),
    ...(node.group?.lhs ?? []).flat(),
  ];
  return below.filter((child) => child !== undefined);
}
