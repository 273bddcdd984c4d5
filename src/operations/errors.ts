import { ERROR_TABLE, type ErrorCode } from '#contract/error-table.ts';
import { AnyJsonObject } from './json-shape.ts';

/** An error as oRPC declares it. */
export interface DeclaredError {
  readonly status: number;
  readonly data: typeof ERROR_DATA;
}

const ERROR_DATA = AnyJsonObject.optional();

/** Declares codes of the error table as errors of an operation: `.errors(toErrors('run-not-found'))`. */
export function toErrors<const Code extends ErrorCode>(
  ...codes: readonly Code[]
): Readonly<Record<Code, DeclaredError>> {
  const entries = codes.map((code) => [code, { status: ERROR_TABLE[code].status, data: ERROR_DATA }] as const);
  return Object.fromEntries(entries) as Record<Code, DeclaredError>;
}
