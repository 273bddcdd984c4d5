/** How much is logged. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
/** Lines kept while the writer of JSON is loaded. */
const MAX_WAITING = 1_000;
/** Names of values that are never written, wherever they stand in the data of a line. */
const SECRET = /^(authorization|cookie|set-cookie|password|secret|token|session|apikey|api_key)$/i;

/** Data of a line. */
type Data = Readonly<Record<string, unknown>>;

/** A log of the process. */
export interface ProcessLog {
  readonly write: (level: LogLevel, message: string, data?: Data) => void;
  /** Resolves when everything is written. */
  flush(): Promise<void>;
}

/**
 * Writes lines of at least `level`: JSON for programs, one object a line with `time`, `level`, `msg` and the data (`requestId`, `runId`…);
 * plain text on a terminal.
 */
export function createLog(options: {
  readonly level: LogLevel;
  readonly pretty: boolean;
  /** File descriptor. */
  readonly fd?: number;
  readonly writeText?: (text: string) => void;
}): ProcessLog {
  const { level, pretty, fd = 2, writeText = (text) => void process.stderr.write(text) } = options;
  const least = LEVELS.indexOf(level);
  if (pretty) {
    return {
      write(of, message, data) {
        if (LEVELS.indexOf(of) >= least) writeText(toText(of, message, data));
      },
      flush: async () => undefined,
    };
  }
  const json = createJsonWriter(level, fd, writeText);
  return {
    write(of, message, data) {
      if (LEVELS.indexOf(of) >= least)
        json.write(of, message, { time: new Date().toISOString(), ...withoutSecrets(data) });
    },
    flush: json.flush,
  };
}

/** Writes with pino, which is loaded with the first line: most starts log nothing. */
function createJsonWriter(level: LogLevel, fd: number, writeText: (text: string) => void) {
  let waiting: (readonly [LogLevel, string, Data])[] = [];
  let lost = 0;
  let logger: Record<LogLevel, (data: object, message: string) => void> | undefined;
  let loading: Promise<void> | undefined;
  const load = async () => {
    const { pino } = await import('pino');
    const formatters = { level: (label: string) => ({ level: label }) };
    // Written at once: the last line before a crash is the one that matters.
    const target = pino.destination({ fd, sync: true });
    const made = pino({ level, base: null, timestamp: false, formatters }, target);
    logger = made;
    for (const [of, message, data] of waiting) made[of](data, message);
    if (lost > 0) made.warn({ time: new Date().toISOString(), lost }, 'Lines were lost before the log was ready.');
    waiting = [];
  };
  return {
    write(of: LogLevel, message: string, data: Data): void {
      if (logger !== undefined) logger[of](data, message);
      else if (waiting.length < MAX_WAITING) waiting.push([of, message, data]);
      else lost += 1;
      loading ??= load().catch((error: unknown) => writeText(`The log cannot be written: ${String(error)}\n`));
    },
    flush: async (): Promise<void> => loading,
  };
}

function toText(level: LogLevel, message: string, data: Data | undefined): string {
  const shown = withoutSecrets(data);
  const rest = Object.keys(shown).length === 0 ? '' : ` ${JSON.stringify(shown)}`;
  return `${new Date().toISOString()} ${level} ${message}${rest}\n`;
}

function withoutSecrets(data: Data | undefined): Data {
  if (data === undefined) return {};
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, SECRET.test(name) ? '(hidden)' : value]),
  );
}
