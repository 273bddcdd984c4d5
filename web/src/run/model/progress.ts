/** What a step tells while it runs, as far as it is understood; blocks may tell anything. */
export interface StepProgress {
  /** Share that is done, 0 to 1. */
  readonly share?: number;
  readonly text?: string;
}

/** Characters of streamed text kept; the end is what counts. */
const MAX_TEXT = 4_000;
const TEXT_FIELDS = ['text', 'message', 'status', 'log'];

/** Understands one message of a step. `delta` continues the text before, everything else replaces it. */
export function readProgress(data: Readonly<Record<string, unknown>>, before: StepProgress = {}): StepProgress {
  const share = toShare(data) ?? before.share;
  const text = toText(data, before.text ?? '');
  return { ...(share === undefined ? {} : { share }), ...(text === undefined ? {} : { text }) };
}

function toShare({ progress, percent, done, total }: Readonly<Record<string, unknown>>): number | undefined {
  if (isNumber(progress)) return clamp(progress > 1 ? progress / 100 : progress);
  if (isNumber(percent)) return clamp(percent / 100);
  if (isNumber(done) && isNumber(total) && total > 0) return clamp(done / total);
  return undefined;
}

function toText(data: Readonly<Record<string, unknown>>, before: string): string | undefined {
  const { delta } = data;
  if (typeof delta === 'string') return (before + delta).slice(-MAX_TEXT);
  for (const field of TEXT_FIELDS) {
    const value = data[field];
    if (typeof value === 'string') return value.slice(-MAX_TEXT);
  }
  return before === '' ? undefined : before;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
