import type { JsonValue } from '#contract/json.ts';
import type { ReferenceNode } from '../../model/references.ts';
import { formText as text } from '../strings.ts';
import { isList, toGlimpse } from '../values/json-value.ts';

/** Type of a value in a word. */
function toSampleType(value: JsonValue): string {
  return isList(value) ? text.listOf(value.length) : '';
}

/** Type of what a name stands for, in a word: `text`, `list of 12`. */
export function toTypeWord({ type, sample }: ReferenceNode): string {
  const counted = sample === undefined ? '' : toSampleType(sample);
  if (counted !== '') return counted;
  return type === 'boolean' ? text.typeBoolean : type === 'unknown' ? '' : type;
}

/** What a name stands for, in a few words: the value it had, else what it is. */
export function toNodeWords(node: ReferenceNode): string {
  const { kind, detail, sample } = node;
  const what = detail ?? ROOTS[kind]?.();
  if (kind === 'field' || kind === 'own' || kind === 'item' || kind === 'index')
    return sample === undefined ? (what ?? toTypeWord(node)) : toGlimpse(sample, 60);
  return what ?? (sample === undefined ? toTypeWord(node) : toGlimpse(sample, 60));
}

const ROOTS: Readonly<Partial<Record<ReferenceNode['kind'], () => string>>> = {
  input: () => text.inputRoot,
  vars: () => text.varsRoot,
  run: () => text.runRoot,
  trigger: () => text.triggerRoot,
  item: () => text.itemRoot,
  index: () => text.indexRoot,
  secrets: () => text.secretsRoot,
};
