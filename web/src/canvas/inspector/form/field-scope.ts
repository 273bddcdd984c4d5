import { createContext, useContext } from 'react';
import type { JsonObject } from '#contract/json.ts';
import type { ReferenceNode } from '../../model/references.ts';
import type { FindStandIns } from '../template/use-stand-ins.ts';

/** What the fields of one form share: whose they are, and what their expressions may name. */
export interface FieldScope {
  /** The step the form belongs to; absent in the workflow's own forms, where nothing can be worked out beforehand. */
  readonly stepId: string | undefined;
  /** What expressions may name. Read when somebody completes or picks, never on a key. */
  readonly references: () => readonly ReferenceNode[];
  /** The run whose data is shown and expressions are tried with. */
  readonly runId: string | undefined;
  /** The loop the expressions belong to the end of a round of; absent for those of the step itself. */
  readonly roundOf?: string;
  /** Values expressions are tried with in place of what steps gave. */
  readonly standIns?: FindStandIns;
  /** What the block gave, for templates of the Output part. */
  readonly outputs?: JsonObject | undefined;
  readonly runUpTo?: (() => void) | undefined;
  readonly readOnly: boolean;
}

const NOTHING: FieldScope = { stepId: undefined, references: () => [], runId: undefined, readOnly: false };

/** Gives a form's fields what they share. */
export const FieldScopeContext = createContext<FieldScope>(NOTHING);

/** What the fields of the form around share. */
export function useFieldScope(): FieldScope {
  return useContext(FieldScopeContext);
}
