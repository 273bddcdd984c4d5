import * as z from 'zod';

/** Kinds of frames (oRPC's peer protocol): a call, which names none or 1, and the end of one. */
const CALL = 1;
const ABORT = 4;

const Id = z.union([z.string().min(1).max(64), z.number().int()]);

/** Clients stream nothing to the server, so what would begin such a stream is refused: the peer would collect it. */
const Headers = z
  .record(z.string(), z.unknown())
  .refine(
    (headers) => Object.keys(headers).every((name) => !name.toLowerCase().startsWith('content-')),
    'no content headers',
  );

const Call = z.object({
  i: Id,
  t: z.literal(CALL).optional(),
  p: z.object({
    u: z.string().regex(/^\/[^\s#]{1,400}$/),
    h: Headers.nullish(),
    m: z.enum(['GET', 'POST']).nullish(),
    b: z.unknown(),
  }),
});
const Abort = z.object({ i: Id, t: z.literal(ABORT) });

const Frame = z.union([Call, Abort]);

/** What a frame of a client is; undefined when it is none that is taken. */
export function readFrame(text: string): 'call' | 'abort' | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { success, data } = Frame.safeParse(value);
  if (!success) return undefined;
  return data.t === ABORT ? 'abort' : 'call';
}
