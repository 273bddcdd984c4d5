import { createRequire } from 'node:module';
import type * as z from 'zod';
import type { BlockDescriptor } from '#contract/block.ts';
import { checkDescriptor } from './check-descriptor.ts';
import { scanJson, toPosition } from './json-position.ts';

/** Why a block could not be loaded, and where to look. */
export interface DescriptorProblem {
  /** Absolute path of the file (or folder). */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** A descriptor, or what is wrong with it. */
export type ReadDescriptor =
  | { readonly descriptor: BlockDescriptor; readonly problems?: undefined }
  | { readonly descriptor?: undefined; readonly problems: readonly DescriptorProblem[] };

const MAX_PROBLEMS = 10;

/** A problem with what stands at `path` in a file of JSON. */
export function toProblem(file: string, text: string, path: readonly PropertyKey[], reason: string): DescriptorProblem {
  return { file, ...toPosition(text, scanJson(text, path).offset), reason };
}

function toWords(path: readonly PropertyKey[]): string {
  let words = '';
  for (const part of path)
    words += typeof part === 'number' ? `[${part}]` : `${words === '' ? '' : '.'}${String(part)}`;
  return words;
}

function toIssueProblem(file: string, text: string, issue: z.core.$ZodIssue): DescriptorProblem {
  const { path } = issue;
  const at = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path;
  const where = toWords(path);
  return toProblem(file, text, at, where === '' ? issue.message : `${where}: ${issue.message}`);
}

/** What a descriptor leaves out, filled in as its schema does. */
function fillIn(json: BlockDescriptor): BlockDescriptor {
  const { version = 1, inputs = [], outputs = [], ports = ['out'], effect = 'effect' } = json;
  const filled = inputs.map((input) => (input.required === undefined ? { ...input, required: false } : input));
  return { ...json, version, inputs: filled, outputs, ports, effect };
}

/** The schema is loaded with the first descriptor that needs it: zod takes a third of the time of a start. */
function loadSchema(): typeof BlockDescriptor {
  const { BlockDescriptor: schema }: typeof import('#contract/block.ts') = createRequire(import.meta.url)(
    '../contract/block.ts',
  );
  return schema;
}

/** Reads the text of a `block.json`. A trusted one, which comes with the program and is checked by its tests, is not checked again. */
export function readDescriptor(file: string, text: string, trusted: boolean): ReadDescriptor {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    const { error } = scanJson(text);
    const reason = error?.reason ?? (thrown instanceof Error ? thrown.message : String(thrown));
    return { problems: [{ file, ...toPosition(text, error?.offset ?? 0), reason: `this is no JSON: ${reason}` }] };
  }
  if (trusted) return { descriptor: fillIn(json as BlockDescriptor) };
  try {
    // Each descriptor is parsed once: compiling the parser, as zod does otherwise, takes longer than it saves.
    const parsed = loadSchema().safeParse(json, { jitless: true });
    if (!parsed.success) {
      return { problems: parsed.error.issues.slice(0, MAX_PROBLEMS).map((issue) => toIssueProblem(file, text, issue)) };
    }
    const faults = checkDescriptor(parsed.data).slice(0, MAX_PROBLEMS);
    if (faults.length > 0) return { problems: faults.map(({ path, reason }) => toProblem(file, text, path, reason)) };
    return { descriptor: parsed.data };
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return { problems: [toProblem(file, text, [], 'the descriptor is nested too deeply')] };
  }
}
