import { createRequire } from 'node:module';
import { AppError } from '#contract/app-error.ts';

/** A compiled regular expression that takes time proportional to the text, whatever the pattern. */
export interface SafePattern {
  /** Whether the pattern occurs in `text`. */
  test(text: string): boolean;
}

const MAX_PATTERN_CHARS = 1_000;
const MAX_KEPT = 200;
const kept = new Map<string, SafePattern>();

function compile(pattern: string): SafePattern {
  const { RE2JS }: typeof import('re2js') = createRequire(import.meta.url)('re2js');
  return RE2JS.compile(RE2JS.translateRegExp(pattern));
}

/**
 * Compiles a regular expression of an untrusted author with RE2: no look-around, no back-references, no catastrophic cases.
 * Loaded on first use; compiled patterns are kept.
 * @throws AppError `data-invalid` when the pattern is no regular expression RE2 knows
 */
export function compilePattern(pattern: string): SafePattern {
  const known = kept.get(pattern);
  if (known !== undefined) return known;
  if (pattern.length > MAX_PATTERN_CHARS) {
    throw new AppError(
      'data-invalid',
      `A regular expression may be ${MAX_PATTERN_CHARS} characters long; this one has ${pattern.length}.`,
    );
  }
  try {
    const compiled = compile(pattern);
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(pattern, compiled);
    return compiled;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'data-invalid',
      `"${pattern}" is no regular expression that can be used here: ${reason}. Look-around and back-references are not available.`,
      { cause, data: { pattern } },
    );
  }
}
