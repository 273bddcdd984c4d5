import { type AstNode, childrenOf, leftOf, pairsOf } from './ast.ts';
import { invalidExpression } from './failure.ts';

/** What must be known of an expression before JSONata may evaluate it. */
export interface Inspection {
  /** Every node, once. */
  readonly nodes: readonly AstNode[];
  /** Whether JSONata would leave marks on the data it reads, so that it must get a copy. */
  readonly writes: boolean;
  /** What is allowed but hardly meant. */
  readonly warnings: readonly string[];
}

/** Nodes of the whole tree, each once, without recursion: a long chain of operators is a deep tree. */
function collectNodes(root: AstNode): AstNode[] {
  const nodes = new Set<AstNode>([root]);
  for (const node of nodes) for (const child of childrenOf(node)) nodes.add(child);
  return [...nodes];
}

/** Whether a transform may change what the node finds: only parts of its own copy, never functions or other data. */
function isPartOfCopy(node: AstNode): boolean {
  switch (node.type) {
    case 'path':
      return (node.steps ?? []).every(isPartOfCopy);
    case 'name':
    case 'wildcard':
    case 'descendant':
      return true;
    case 'variable':
      return node.value === '';
    default:
      return false;
  }
}

/** Names of variables the expression binds to anything but a function. */
function findDataVariables(nodes: readonly AstNode[]): Set<unknown> {
  const names = new Set<unknown>();
  for (const node of nodes) {
    if (node.type === 'bind' && node.rhs?.type !== 'lambda' && node.rhs?.type !== 'partial')
      names.add(leftOf(node)?.value);
    if (node.type === 'lambda') for (const argument of node.arguments ?? []) names.add(argument.value);
    if (node.focus !== undefined) names.add(node.focus);
    if (node.index !== undefined) names.add(node.index);
    for (const stage of node.stages ?? []) if (stage.type === 'index') names.add(stage.value);
  }
  return names;
}

/**
 * Looks for what must not be evaluated and for what writes.
 * @throws AppError `expression-invalid`
 */
export function inspect(source: string, root: AstNode): Inspection {
  const nodes = collectNodes(root);
  const dataVariables = findDataVariables(nodes);
  // Calling a value that is no function makes JSONata write into that value before it complains.
  const isSafeCall = (procedure: AstNode | undefined) =>
    procedure?.type === 'lambda' ||
    (procedure?.type === 'variable' &&
      !dataVariables.has(procedure.value) &&
      procedure.value !== '' &&
      procedure.value !== '$');

  let writes = false;
  const warnings: string[] = [];
  for (const node of nodes) {
    const position = node.position ?? 0;
    if (node.type === 'variable' && node.value === 'eval')
      throw invalidExpression(source, '$eval is not available; write the expression itself', position);
    if (node.type === 'transform' && (node.pattern === undefined || !isPartOfCopy(node.pattern))) {
      throw invalidExpression(source, 'the part to change must be a path such as `|orders.items|…|`', position);
    }
    for (const { expr } of [...(node.stages ?? []), ...(node.predicate ?? [])]) {
      if (expr?.type === 'string')
        warnings.push(
          `["${expr.value}"] is a filter that is always true; write .\`${expr.value}\` for the key of that name`,
        );
    }
    if (node.keepArray === true || node.keepSingletonArray === true) writes = true;
    if (node.type !== 'path' && node.group !== undefined) writes = true;
    if ((node.type === 'function' || node.type === 'partial') && !isSafeCall(node.procedure)) writes = true;
    if (node.type === 'apply' && node.rhs?.type === 'function' && !isSafeCall(node.rhs.procedure)) writes = true;
    for (const [key] of pairsOf(node)) {
      if (key.type === 'string' && String(key.value).startsWith('_jsonata_'))
        throw invalidExpression(source, 'keys starting with _jsonata_ are reserved', position);
    }
  }
  return { nodes, writes, warnings };
}

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

/** Parentheses around `??` and `?:` the parser may meet inside one another: it doubles their left side each time. */
const MAX_NESTED_DEFAULTS = 10;

/**
 * Refuses sources that would cost the parser time or memory out of proportion.
 * @throws AppError `expression-invalid`
 */
export function assertParsable(source: string): void {
  // Internal names hold this character, so that no expression can say them.
  const control = source.indexOf('\0');
  if (control >= 0) throw invalidExpression(source, 'it contains a control character', control);
  const open: { defaults: boolean; below: number }[] = [{ defaults: false, below: 0 }];
  const close = () => {
    const group = open.pop();
    const parent = open.at(-1);
    if (group !== undefined && parent !== undefined)
      parent.below = Math.max(parent.below, group.below + (group.defaults ? 1 : 0));
  };
  for (let index = 0; index < source.length; index++) {
    const char = source[index] ?? '';
    const pair = source.slice(index, index + 2);
    const group = open.at(-1);
    // Texts are not skipped: that can only make the estimate larger.
    if (OPENING.has(char)) open.push({ defaults: false, below: 0 });
    else if (CLOSING.has(char) && open.length > 1) close();
    else if ((pair === '??' || pair === '?:') && group !== undefined) group.defaults = true;
    const deepest = group === undefined ? 0 : group.below + (group.defaults ? 1 : 0);
    if (deepest > MAX_NESTED_DEFAULTS)
      throw invalidExpression(source, 'too many defaults (`??`, `?:`) inside one another', index);
  }
}
