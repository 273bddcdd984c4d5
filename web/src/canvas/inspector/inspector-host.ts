import { createContext, useContext } from 'react';

/** What the page around the inspector does for it. */
export interface InspectorHost {
  /** Makes what is on the canvas the newest version, so that a run runs it; `undefined` when that failed, which was told. */
  readonly save: () => Promise<number | undefined>;
  /** A run was started from here: the page shows it. */
  readonly onRunStarted?: (runId: string) => void;
  /** Opens the three columns of a step. */
  readonly onOpenDialog?: (stepId: string) => void;
  /** Puts the focus back on the canvas. */
  readonly onLeave?: () => void;
  /** Makes a copy of steps, as the canvas does. */
  readonly onDuplicate?: (stepIds: readonly string[]) => void;
}

/** Gives the inspector what the page does for it. */
export const InspectorHostContext = createContext<InspectorHost | undefined>(undefined);

/** Where nobody saves there is nothing to run: a step of an old version is only looked at. */
const ALONE: InspectorHost = { save: () => Promise.resolve(undefined) };

/** What the page around does for the inspector. */
export function useInspectorHost(): InspectorHost {
  return useContext(InspectorHostContext) ?? ALONE;
}
