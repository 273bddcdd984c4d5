import { randomUUID } from 'node:crypto';

const SANE = /^[A-Za-z0-9_.:-]{8,64}$/;

/** The id a request goes by in logs and answers: the client's own when it is harmless, else a new one. */
export function toRequestId(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' && SANE.test(header) ? header : randomUUID();
}
