import { type AstNode, leftOf, pairsOf } from './ast.ts';

/** A name an expression reads from its input. */
export interface Reference {
  /** First name: a step, `input`, `vars`… */
  readonly root: string;
  /** Names below it, as far as they are known. */
  readonly path: readonly string[];
  /** Where it stands in the source. */
  readonly start: number;
  readonly end: number;
}

export interface ReferenceAnalysis {
  readonly references: readonly Reference[];
  /** Whether the expression may read anything of its input, e.g. through `$$` or a wildcard. */
  readonly dynamic: boolean;
}

/** What names are relative to: the whole input, or something inside it. */
type Context = 'root' | 'inner';

/** Built-in functions that take the whole context when given fewer arguments than this. */
const CONTEXT_ARGUMENTS: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ['string', 1],
  ['boolean', 1],
  ['not', 1],
  ['clone', 1],
  ['keys', 1],
  ['spread', 1],
  ['lookup', 2],
  ['each', 2],
  ['sift', 2],
]);

/** Where the token of a name begins; the parser only keeps its end. */
function startOf(source: string, node: AstNode): number {
  const end = node.position ?? 0;
  const length = String(node.value).length;
  const quoted = source[end - 1];
  if (quoted === '`') return end - length - 2;
  if (quoted === '"' || quoted === "'") {
    // Escapes make the token longer than its value.
    const opening = source.lastIndexOf(quoted, end - 2 - length);
    return opening >= 0 ? opening : end - length - 2;
  }
  return end - length;
}

/** The names an expression reads from its input, and whether there may be others. */
export function analyseReferences(source: string, root: AstNode): ReferenceAnalysis {
  const found = new Map<string, Reference>();
  let dynamic = false;

  function add(steps: readonly AstNode[], first: number): void {
    const head = steps[first];
    if (head === undefined) return;
    const path: string[] = [];
    let last = head;
    for (let index = first + 1; index < steps.length; index++) {
      const step = steps[index];
      if (step?.type === 'sort') continue;
      if (step?.type !== 'name' || last.focus !== undefined) break;
      path.push(String(step.value));
      last = step;
    }
    const reference = {
      root: String(head.value),
      path,
      start: Math.max(0, startOf(source, head)),
      end: last.position ?? 0,
    };
    found.set(`${reference.start}:${reference.end}:${reference.root}`, reference);
  }

  function visitPath(node: AstNode, context: Context): Context {
    const steps = node.steps ?? [];
    let current = context;
    steps.forEach((step, index) => {
      let next: Context = 'inner';
      if (step.type === 'name') {
        if (current === 'root') add(steps, index);
      } else if (step.type === 'variable' && (step.value === '' || step.value === '$')) {
        next = step.value === '$' ? 'root' : current;
        // Going on from the whole input is as good as naming the part; stopping there is not.
        if (next === 'root' && (index === steps.length - 1 || hasStages(step))) dynamic = true;
      } else if (step.type === 'sort') {
        next = current;
        for (const term of step.terms ?? []) visit(term.expression, 'inner');
      } else {
        visit(step, current);
      }
      // With `@$v` the names that follow still start where this one did.
      const after = step.focus === undefined ? next : current;
      visitStages(step, after);
      current = after;
    });
    for (const pair of node.group?.lhs ?? []) for (const part of pair) visit(part, current);
    return current;
  }

  function hasStages(node: AstNode): boolean {
    return (node.stages?.length ?? 0) > 0 || (node.predicate?.length ?? 0) > 0;
  }

  function visitStages(node: AstNode, context: Context): void {
    for (const stage of node.stages ?? []) if (stage.expr !== undefined) visit(stage.expr, context);
    for (const stage of node.predicate ?? []) visit(stage.expr, context);
  }

  function visitCall(node: AstNode, context: Context, given: number): void {
    const least = CONTEXT_ARGUMENTS.get(node.procedure?.value);
    if (context === 'root' && node.procedure?.type === 'variable' && least !== undefined && given < least)
      dynamic = true;
    if (node.procedure !== undefined) visit(node.procedure, context);
    for (const argument of node.arguments ?? []) visit(argument, context);
  }

  function visit(node: AstNode, context: Context): void {
    switch (node.type) {
      case 'path':
        visitPath(node, context);
        return;
      case 'name':
        if (context === 'root') add([node], 0);
        break;
      case 'variable':
        if (node.value === '$' || (node.value === '' && context === 'root')) dynamic = true;
        break;
      case 'wildcard':
      case 'descendant':
        if (context === 'root') dynamic = true;
        break;
      case 'parent':
        // How far up it leads is known only to the evaluator.
        dynamic = true;
        break;
      case 'function':
        visitCall(node, context, node.arguments?.length ?? 0);
        break;
      case 'partial':
        visitCall(node, context, Number.POSITIVE_INFINITY);
        break;
      case 'apply': {
        const left = leftOf(node);
        if (left !== undefined) visit(left, context);
        if (node.rhs?.type === 'function') visitCall(node.rhs, context, (node.rhs.arguments?.length ?? 0) + 1);
        else if (node.rhs !== undefined) visit(node.rhs, context);
        break;
      }
      case 'lambda':
        // A signature with `-` takes the context for an argument left out.
        if (node.signature?.definition?.includes('-')) dynamic = true;
        if (node.body !== undefined) visit(node.body, context);
        return;
      case 'transform':
        for (const part of [node.pattern, node.update, node.delete]) if (part !== undefined) visit(part, 'inner');
        break;
      case 'bind':
        if (node.rhs !== undefined) visit(node.rhs, context);
        break;
      default: {
        const left = leftOf(node);
        for (const part of [left, node.rhs, node.expression, node.condition, node.then, node.else]) {
          if (part !== undefined) visit(part, context);
        }
        for (const part of node.expressions ?? []) visit(part, context);
        for (const part of pairsOf(node).flat()) visit(part, context);
      }
    }
    visitStages(node, 'inner');
    for (const part of (node.group?.lhs ?? []).flat()) visit(part, 'inner');
  }

  visit(root, 'root');
  return { references: [...found.values()], dynamic };
}
