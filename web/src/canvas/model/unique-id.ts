import type { Workflow } from '#contract/workflow.ts';
import { hasStep } from './find-step.ts';

/** Names no step may have, because expressions mean something else by them (as in docs/workflow-format.md). */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'input',
  'vars',
  'run',
  'trigger',
  'item',
  'index',
  'secrets',
  'and',
  'or',
  'in',
  'true',
  'false',
  'null',
  'function',
]);

const STEP_ID = /^[A-Za-z_][A-Za-z0-9_]*$/;
const MAX_LENGTH = 100;

/** Whether a text has the form of a step id. */
export function isStepId(text: string): boolean {
  return text.length <= MAX_LENGTH && STEP_ID.test(text);
}

/** Why a step cannot get this id, as a sentence; `undefined` when it can. */
export function findIdFault(workflow: Workflow, id: string, self?: string): string | undefined {
  if (id === '') return 'A step needs an id.';
  if (id.length > MAX_LENGTH) return `An id has at most ${MAX_LENGTH} characters.`;
  if (!STEP_ID.test(id)) return 'An id starts with a letter or _ and holds letters, digits and _.';
  if (RESERVED_NAMES.has(id)) return `${id} means something else in expressions.`;
  if (id !== self && hasStep(workflow, id)) return `There is already a step ${id}.`;
  return undefined;
}

/** The text itself when it is free, else with the first free number: `fetch`, `fetch_2`, `fetch_3`. */
export function toFreeId(base: string, isTaken: (id: string) => boolean): string {
  if (!isTaken(base)) return base;
  for (let number = 2; ; number++) {
    const ending = `_${number}`;
    const id = base.slice(0, MAX_LENGTH - ending.length) + ending;
    if (!isTaken(id)) return id;
  }
}

/** The id itself when it is free, else the next number of its row: `fetch_2` gives `fetch_3`. */
export function toNextId(id: string, isTaken: (id: string) => boolean): string {
  if (!isTaken(id)) return id;
  const stem = id.replace(/_\d{1,9}$/, '');
  return toFreeId(stem === '' ? id : stem, (name) => name === stem || isTaken(name));
}

/** Any text as a step id: `Fetch orders` becomes `fetch_orders`. */
export function toIdForm(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  if (plain === '') return 'step';
  return /^[0-9]/.test(plain) || RESERVED_NAMES.has(plain) ? `step_${plain}` : plain;
}

/** A free id for a step of a block: `network.http_request` gives `http_request`, then `http_request_2`. */
export function toStepId(workflow: Workflow, blockId: string, alsoTaken?: ReadonlySet<string>): string {
  const last =
    blockId
      .split(/[./]/)
      .filter((part) => part !== '')
      .at(-1) ?? blockId;
  return toFreeId(toIdForm(last), (id) => hasStep(workflow, id) || alsoTaken?.has(id) === true);
}

/** A free id for a note or a group: `note_1`, `note_2`. */
export function toMarkId(kind: 'note' | 'group', workflow: Workflow): string {
  const marks = kind === 'note' ? workflow.notes : workflow.groups;
  const taken = new Set(marks?.map(({ id }) => id));
  let number = taken.size + 1;
  while (taken.has(`${kind}_${number}`)) number++;
  return `${kind}_${number}`;
}
