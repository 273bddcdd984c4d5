import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { RunEvent, RunTrigger } from '#contract/run-event.ts';
import type { Journal, RunRecord } from '#journal/journal.ts';
import { forEachEvent } from '../run/fold-steps.ts';

/** Which instances of steps are asked about. */
export interface RunPlaces {
  /** What the paths of the steps of each level begin with: empty for the workflow, `each[0].` in a loop. */
  readonly prefixes: readonly string[];
  /** Of each level but the first: the path of its loop and the index of its iteration. */
  readonly loops: readonly { readonly path: string; readonly index: number }[];
  /** The step a template belongs to: it sees the variables as they were when it began. */
  readonly stepPath: string | undefined;
}

/** What a run gave expressions to see. */
export interface RunData {
  readonly input: JsonValue;
  readonly trigger: JsonObject;
  /** Values that were set, over the first ones of the document. */
  readonly variables: JsonObject;
  /** Outputs by the path of the step, of the levels asked for. */
  readonly outputs: ReadonlyMap<string, JsonValue>;
  /** The item of each loop asked for; undefined where the loop did not come that far. */
  readonly items: readonly (JsonValue | undefined)[];
}

/** Events read of one run: a preview that has to wait longer is of no use. */
const MAX_EVENTS = 200_000;
/** Runs kept, so that not every key typed reads a journal. */
const MAX_KEPT = 4;
const KEEP_MS = 60_000;

/** Reads what runs gave. */
export type ReadRunData = (run: RunRecord, places: RunPlaces) => Promise<RunData>;

/** A reader that keeps what it read last for a minute. */
export function createRunDataReader(journal: Pick<Journal, 'read'>): ReadRunData {
  const kept = new Map<string, Promise<RunData>>();
  return (run, places) => {
    const key = JSON.stringify([run.id, run.eventCount, places.prefixes, places.stepPath]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const reading = read(journal, run.id, places);
    kept.set(key, reading);
    const forget = () => kept.delete(key);
    reading.catch(forget);
    setTimeout(forget, KEEP_MS).unref();
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return reading;
  };
}

async function read(journal: Pick<Journal, 'read'>, runId: string, places: RunPlaces): Promise<RunData> {
  const fold = createFold(places);
  let count = 0;
  await forEachEvent(journal.read(runId), ({ event }) => {
    fold.take(event);
    count += 1;
    return count < MAX_EVENTS;
  });
  return fold.result();
}

function createFold({ prefixes, loops, stepPath }: RunPlaces) {
  const outputs = new Map<string, JsonValue>();
  const given: (JsonValue | undefined)[] = loops.map(() => undefined);
  const items: (JsonValue | undefined)[] = loops.map(() => undefined);
  let input: JsonValue = {};
  let trigger: JsonObject = {};
  let variables: JsonObject = {};
  let seen: JsonObject | undefined;

  const isAskedFor = (path: string): boolean =>
    prefixes.some((prefix) => path.startsWith(prefix) && !/[.[]/.test(path.slice(prefix.length)));

  function take(event: RunEvent): void {
    switch (event.type) {
      case 'run-created':
        input = event.input;
        trigger = toTrigger(event.trigger);
        break;
      case 'variables-set':
        variables = { ...variables, ...event.values };
        break;
      case 'step-started':
        if (event.path === stepPath) seen = variables;
        for (const [at, loop] of loops.entries())
          if (loop.path === event.path && event.input !== undefined) given[at] = (event.input as JsonObject).items;
        break;
      case 'step-succeeded':
        if (isAskedFor(event.path)) outputs.set(event.path, event.output);
        break;
      case 'uncertain-resolved':
        if (event.decision === 'succeeded' && isAskedFor(event.path)) outputs.set(event.path, event.output ?? null);
        break;
      case 'loop-started':
        for (const [at, loop] of loops.entries()) {
          if (loop.path !== event.path) continue;
          const list = event.items ?? given[at];
          if (event.count === null) items[at] = loop.index === 0 ? null : undefined;
          else items[at] = Array.isArray(list) ? (list as readonly JsonValue[])[loop.index] : undefined;
        }
        break;
      case 'iteration-finished':
        // In a loop by rounds each round sees what the one before gave.
        for (const [at, loop] of loops.entries())
          if (loop.path === event.path && loop.index === event.index + 1 && items[at] === undefined)
            items[at] = event.output ?? null;
        break;
      default:
    }
  }

  return { take, result: (): RunData => ({ input, trigger, variables: seen ?? variables, outputs, items }) };
}

function toTrigger({ kind, by, data }: RunTrigger): JsonObject {
  return { kind, ...(by === undefined ? {} : { by }), ...data };
}
