import type { RunEvent } from '#contract/run-event.ts';

/** What a list of events is narrowed to. */
export interface EventFilter {
  /** Kinds of events; all when empty. */
  readonly types: ReadonlySet<string>;
  /** A step id or a path; all when empty. */
  readonly step: string;
  /** Text that occurs in the JSON of the event. */
  readonly text: string;
}

/** Nothing is left out. */
export const NO_FILTER: EventFilter = { types: new Set(), step: '', text: '' };

/** Whether a filter leaves anything out. */
export function isFiltering({ types, step, text }: EventFilter): boolean {
  return types.size > 0 || step !== '' || text !== '';
}

/** Whether an event is one of those wanted. */
export function matchesFilter(event: RunEvent, { types, step, text }: EventFilter): boolean {
  if (types.size > 0 && !types.has(event.type)) return false;
  if (step !== '' && !isOfStep('path' in event ? event.path : '', step)) return false;
  return text === '' || JSON.stringify(event).toLowerCase().includes(text.toLowerCase());
}

/** Whether a path is that of a step, of an instance of it, or of one inside it. */
export function isOfStep(path: string, step: string): boolean {
  if (path === step || path.startsWith(`${step}.`) || path.startsWith(`${step}[`)) return true;
  return path.endsWith(`.${step}`);
}

/** Every kind of event, in the order they happen. */
export const EVENT_TYPES: readonly RunEvent['type'][] = [
  'run-created',
  'run-started',
  'step-started',
  'step-succeeded',
  'step-failed',
  'retry-due',
  'step-cancelled',
  'step-waiting',
  'wait-resolved',
  'substep-finished',
  'step-logged',
  'step-uncertain',
  'uncertain-resolved',
  'loop-started',
  'loop-continued',
  'iteration-finished',
  'child-started',
  'child-finished',
  'variables-set',
  'stop-requested',
  'cancel-requested',
  'run-timed-out',
  'run-finished',
];
