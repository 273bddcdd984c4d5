import { createContext, useContext } from 'react';
import type { JsonObject } from '#contract/json.ts';

/** Values of the form, for the few controls that depend on another field: a cron text on its zone. */
export const SiblingsContext = createContext<JsonObject>({});

/** Values of the form around. */
export function useSiblings(): JsonObject {
  return useContext(SiblingsContext);
}
