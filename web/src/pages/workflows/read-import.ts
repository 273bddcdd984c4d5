import type { JsonObject } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import { client } from '#web/api/client.ts';
import { toFailure } from '#web/api/failure.ts';
import type { Problem } from '#web/api/shapes.ts';
import { text } from './strings.ts';

/** A file, or what was pasted. */
export interface ImportSource {
  readonly name: string;
  readonly text: string;
}

/** What an import would bring. */
export type ImportEntry = { readonly key: string; readonly source: string } & (
  | { readonly kind: 'unreadable'; readonly reason: string }
  | {
      readonly kind: 'document';
      readonly document: JsonObject;
      readonly id: string;
      readonly name: string;
      readonly stepCount: number;
      readonly problems: readonly Problem[];
      /** Without errors: the server would take it. */
      readonly isValid: boolean;
    }
);

/** The server takes no more either. */
const MAX_BYTES = 20_000_000;

/** Whether a text looks like a workflow document, so that pasting it means importing it. */
export function looksLikeWorkflow(pasted: string): boolean {
  return /["']?flowright["']?\s*:\s*\d/.test(pasted.slice(0, 20_000)) && /["']?steps["']?\s*:/.test(pasted);
}

/** Reads a source and asks the server what is wrong with it. Never throws: what cannot be read says why. */
export async function readImport(source: ImportSource, index: number): Promise<ImportEntry> {
  const base = { key: `${index}:${source.name}`, source: source.name };
  const refuse = (reason: string): ImportEntry => ({ ...base, kind: 'unreadable', reason });
  if (source.text.trim() === '') return refuse(text.importEmpty);
  if (source.text.length > MAX_BYTES) return refuse(text.importTooLarge);
  try {
    const document = await parse(source.text);
    if (typeof document !== 'object' || document === null || Array.isArray(document))
      return refuse(text.importNoObject);
    const read = document as JsonObject;
    // Its shape is what the server is asked about.
    const { valid, problems } = await client.workflow.validate({ workflow: read as unknown as Workflow });
    return {
      ...base,
      kind: 'document',
      document: read,
      id: typeof read.id === 'string' ? read.id : '',
      name: typeof read.name === 'string' ? read.name : source.name,
      stepCount: Array.isArray(read.steps) ? read.steps.length : 0,
      problems,
      isValid: valid,
    };
  } catch (error) {
    return refuse(error instanceof SyntaxError ? text.importNoText(error.message) : toFailure(error).message);
  }
}

async function parse(content: string): Promise<unknown> {
  if (content.trimStart().startsWith('{')) return JSON.parse(content);
  // Few import YAML: its parser comes when it is needed.
  const { parse: parseYaml, YAMLParseError } = await import('yaml');
  try {
    return parseYaml(content, { maxAliasCount: 100 });
  } catch (error) {
    throw error instanceof YAMLParseError ? new SyntaxError(error.message) : error;
  }
}
