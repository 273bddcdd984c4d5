import type { StoredEvent } from '#contract/run-event.ts';
import type { LogLine } from '#web/api/shapes.ts';

/** Something a step said: a line of its log, which the journal keeps, or a live message, which nothing keeps. */
export interface ToldLine {
  readonly id: string;
  readonly at: number;
  readonly path: string;
  /** Absent for a message that is no line of a log. */
  readonly level?: LogLine['level'];
  readonly text: string;
  readonly data?: unknown;
}

/** Live messages kept; they have no end. The server keeps a bounded number of log lines itself. */
const MAX_LIVE = 500;
/** Characters of one line of streamed text. */
const MAX_LINE = 4_000;
const TEXT_FIELDS = ['log', 'message', 'text', 'delta', 'status'];

/** What the steps of a run said, in the order it came, in bounded memory. */
export interface ToldLines {
  /** A line of a log, from the stream. */
  addLog(stored: StoredEvent): void;
  /** Lines from before the stream began. */
  addEarlier(lines: readonly LogLine[]): void;
  /** Text that streams in after this is a line of its own: the step began or ended an attempt. */
  endLine(): void;
  addLive(path: string, data: Readonly<Record<string, unknown>>, at: number): void;
  /** The same list until something was said. */
  all(): readonly ToldLine[];
}

/** Nothing was said yet. */
export function createToldLines(): ToldLines {
  let logs = new Map<number, ToldLine>();
  let live: ToldLine[] = [];
  /** Log lines the journal told before they were told live, by what they say. */
  const early = new Set<string>();
  let count = 0;
  let isBroken = false;
  let made: readonly ToldLine[] | undefined = [];

  const add = (line: Omit<ToldLine, 'id'>): void => {
    count += 1;
    live.push({ id: `live ${count}`, ...line });
    isBroken = false;
    if (live.length > MAX_LIVE * 2) live = live.slice(-MAX_LIVE);
  };

  return {
    addLog({ seq, event }) {
      if (event.type !== 'step-logged' || logs.has(seq)) return;
      made = undefined;
      const line = toLogged({ ...event, seq });
      logs.set(seq, line);
      // It was told live the moment it was written; now it is on disk.
      const key = toKey(line);
      const at = live.findLastIndex((told) => told.level !== undefined && toKey(told) === key);
      if (at === -1) early.add(key);
      else live.splice(at, 1);
    },
    addEarlier(lines) {
      made = undefined;
      const earlier = lines.map((line): [number, ToldLine] => [line.seq, toLogged(line)]);
      logs = new Map([...earlier, ...logs].sort(([a], [b]) => a - b));
    },
    endLine() {
      isBroken = true;
    },
    addLive(path, data, at) {
      const logged = toLiveLog(data);
      if (logged !== undefined && early.delete(toKey({ path, ...logged }))) return;
      made = undefined;
      if (logged !== undefined) {
        add({ at, path, ...logged });
        return;
      }
      const last = live.at(-1);
      // Text that streams in pieces is one line until it breaks.
      const isOn = !isBroken && last?.path === path && last.level === undefined && !last.text.endsWith('\n');
      if (typeof data.delta === 'string' && isOn) {
        live[live.length - 1] = { ...last, text: (last.text + data.delta).slice(-MAX_LINE) };
        return;
      }
      add({ at, path, text: toText(data).slice(-MAX_LINE) });
    },
    all() {
      made ??= [...logs.values(), ...live].sort((a, b) => a.at - b.at);
      return made;
    },
  };
}

function toLogged(line: Omit<LogLine, 'attempt'>): ToldLine {
  const { seq, at, path, level, message, data } = line;
  return { id: `log ${seq}`, at, path, level, text: message, ...(data === undefined ? {} : { data }) };
}

function toKey({ path, level, text }: Pick<ToldLine, 'path' | 'level' | 'text'>): string {
  return `${path} ${level} ${text}`;
}

type LiveLog = Pick<Required<ToldLine>, 'level' | 'text'> & Pick<ToldLine, 'data'>;

const LEVELS: readonly (string | undefined)[] = ['debug', 'info', 'warn', 'error'];

/** A log line as it is told live, before it is on disk and when there are too many to be kept. */
function toLiveLog({ log }: Readonly<Record<string, unknown>>): LiveLog | undefined {
  if (typeof log !== 'object' || log === null) return undefined;
  const { level, message, data } = log as { level?: unknown; message?: unknown; data?: unknown };
  if (typeof message !== 'string' || typeof level !== 'string' || !LEVELS.includes(level)) return undefined;
  return { level: level as LogLine['level'], text: message, ...(data === undefined ? {} : { data }) };
}

/** What a live message says: its text, else all of it. */
function toText(data: Readonly<Record<string, unknown>>): string {
  for (const field of TEXT_FIELDS) {
    const value = data[field];
    if (typeof value === 'string') return value;
  }
  return JSON.stringify(data);
}
