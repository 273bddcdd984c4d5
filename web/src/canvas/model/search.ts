import type { Step, Workflow } from '#contract/workflow.ts';
import { listSteps } from './find-step.ts';
import type { Blocks, ScopeId } from './types.ts';

/** A step a search found. */
export interface StepMatch {
  readonly stepId: string;
  readonly scopeId: ScopeId;
  /** Where the words are, the best place. */
  readonly where: 'name' | 'id' | 'block' | 'description' | 'input' | 'output';
  /** Field of an input or output, e.g. `values.total`. */
  readonly field?: string;
  /** The text around, one line. */
  readonly excerpt: string;
}

interface Texts {
  readonly where: StepMatch['where'];
  readonly field: string;
  readonly text: string;
  readonly folded: string;
}

const MAX_TEXT = 20_000;
const MAX_FIELDS = 500;
const MAX_NESTING = 50;
const EXCERPT = 80;

const WEIGHTS: Readonly<Record<StepMatch['where'], number>> = {
  name: 0,
  id: 1,
  block: 2,
  description: 3,
  input: 4,
  output: 5,
};

const texts = new WeakMap<Step, readonly Texts[]>();

/** Without case and accents, so that typing plainly finds all. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function* leaves(value: unknown, path: readonly string[]): Generator<readonly [field: string, text: string]> {
  if (typeof value === 'string' || typeof value === 'number') yield [path.join('.'), String(value)];
  else if (typeof value === 'object' && value !== null && path.length < MAX_NESTING)
    for (const [key, item] of Object.entries(value)) yield* leaves(item, [...path, key]);
}

/** The texts of a step, kept with it. The block's label is not among them: it is not the step's. */
function textsOf(step: Step): readonly Texts[] {
  const known = texts.get(step);
  if (known !== undefined) return known;
  const list: Texts[] = [];
  const add = (where: StepMatch['where'], text: string | undefined, field = '') => {
    if (text === undefined || text === '' || list.length >= MAX_FIELDS) return;
    const cut = text.slice(0, MAX_TEXT);
    list.push({ where, field, text: cut, folded: fold(cut) });
  };
  add('name', step.name);
  add('id', step.id);
  add('block', step.process.block);
  add('description', step.process.description);
  for (const part of ['input', 'output'] as const)
    for (const [field, text] of leaves(step[part] ?? {}, [])) add(part, `${field}: ${text}`, field);
  texts.set(step, list);
  return list;
}

function toExcerpt(text: string, at: number): string {
  const start = Math.max(0, at - EXCERPT / 4);
  const piece = text
    .slice(start, start + EXCERPT)
    .replace(/\s+/g, ' ')
    .trim();
  return `${start > 0 ? '…' : ''}${piece}${start + EXCERPT < text.length ? '…' : ''}`;
}

/**
 * Steps in which every word of the query is somewhere: in name, id, block, description, or any text of input and output. Best first:
 * by place, then by how early the first word comes. O(texts), which are folded once per step.
 */
export function searchSteps(workflow: Workflow, query: string, blocks?: Blocks, limit = 100): readonly StepMatch[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  const [first] = words;
  if (first === undefined) return [];
  const found: { readonly match: StepMatch; readonly rank: number }[] = [];
  for (const { step, scopeId } of listSteps(workflow)) {
    const own = textsOf(step);
    const label = blocks?.get(step.process.block)?.label;
    const named =
      label === undefined ? undefined : { where: 'block' as const, field: '', text: label, folded: fold(label) };
    const all = named === undefined ? own : [...own, named];
    if (!words.every((word) => all.some(({ folded }) => folded.includes(word)))) continue;
    let best: { readonly text: Texts; readonly rank: number; readonly at: number } | undefined;
    for (const text of all) {
      const at = text.folded.indexOf(first);
      const rank = WEIGHTS[text.where] * 1000 + Math.min(at, 999);
      if (at >= 0 && (best === undefined || rank < best.rank)) best = { text, rank, at };
    }
    if (best === undefined) continue;
    const { where, field, text } = best.text;
    const match = {
      stepId: step.id,
      scopeId,
      where,
      ...(field === '' ? {} : { field }),
      excerpt: toExcerpt(text, best.at),
    };
    found.push({ match, rank: best.rank });
  }
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ match }) => match);
}
