import type { JsonValue } from '#contract/json.ts';

/** What expressions see: outputs of earlier steps by id, `input`, `vars`, `item`, `index`, `run`, `trigger`. */
export interface ValueScope {
  get(name: string): JsonValue | undefined;
  has(name: string): boolean;
  names(): readonly string[];
}
