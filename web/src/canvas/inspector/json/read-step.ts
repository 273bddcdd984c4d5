import type { Step } from '#contract/workflow.ts';
import { text } from '../strings.ts';
import { isObject, parseJson } from '../values/json-value.ts';

/** A step read from text, or why it is none. */
export type ReadStep = { readonly ok: true; readonly step: Step } | { readonly ok: false; readonly reason: string };

const KEYS: Readonly<Record<string, 'text' | 'object'>> = {
  id: 'text',
  name: 'text',
  position: 'object',
  input: 'object',
  process: 'object',
  output: 'object',
  body: 'object',
  collapsed: 'object',
};

/** Reads a step from JSON. Only its outline is looked at: what is inside the validator judges, on the canvas. */
export function readStep(json: string): ReadStep {
  const parsed = parseJson(json);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (!isObject(value)) return { ok: false, reason: text.notAnObject };
  for (const [key, part] of Object.entries(value)) {
    const kind = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (kind === undefined) return { ok: false, reason: text.unknownKey(key) };
    if (key === 'collapsed') continue;
    if (kind === 'object' && !isObject(part)) return { ok: false, reason: text.wrongKey(key, text.asObject) };
    if (kind === 'text' && typeof part !== 'string') return { ok: false, reason: text.wrongKey(key, text.asText) };
  }
  const { id, process, body } = value;
  const isBody = body === undefined || (isObject(body) && Array.isArray(body.steps));
  if (typeof id !== 'string' || id === '' || !isObject(process) || typeof process.block !== 'string' || !isBody)
    return { ok: false, reason: text.notAStep };
  // Outlined above; the contract's type holds no more that the canvas needs.
  return { ok: true, step: value as unknown as Step };
}
