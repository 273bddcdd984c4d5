import { getEventIteratorSchemaDetails } from '@orpc/contract';
import { type AnyProcedure, call, isProcedure, type Route } from '@orpc/server';
import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { OperationMeta } from './meta.ts';
import type { OperationContext } from './operation.ts';
import { toAppError } from './to-app-error.ts';

/** A list of operations by domain and verb, as `operations` of list.ts; tests add to it. */
export interface OperationRouter {
  readonly [name: string]: AnyProcedure | OperationRouter;
}

/** An operation as surfaces that are no oRPC handler see it. Schemas are made when they are looked at. */
export interface OperationDescription {
  /** `domain.verb`, e.g. `run.start`. */
  readonly id: string;
  readonly procedure: AnyProcedure;
  readonly meta: OperationMeta;
  readonly route: Route;
  /** What it is, in a sentence. */
  readonly description: string;
  /** JSON Schema (draft 2020-12) of the input. */
  readonly inputSchema: JsonObject;
  /** JSON Schema of the answer; of one entry for a stream. */
  readonly outputSchema: JsonObject;
  /** Whether it answers a stream: `callOperation` then resolves to an async iterable. */
  readonly streams: boolean;
}

/** How a call is made. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Of a stream: the id of the last entry seen. */
  readonly lastEventId?: string | undefined;
}

/** All operations of a router, in its order. */
export function listOperations(router: OperationRouter): readonly OperationDescription[] {
  return [...walk(router, [])];
}

/**
 * Calls an operation by its id, through the whole chain.
 * @throws AppError not-found for an unknown id, and whatever the operation answers with
 */
export async function callOperation(
  router: OperationRouter,
  id: string,
  input: unknown,
  context: OperationContext,
  options: CallOptions = {},
): Promise<unknown> {
  const procedure = findProcedure(router, id);
  if (procedure === undefined) {
    throw new AppError('not-found', `There is no operation "${id}". The API reference at /api/docs lists them.`);
  }
  const { signal, lastEventId } = options;
  try {
    return await call(procedure, input, {
      context,
      path: id.split('.'),
      ...(signal === undefined ? {} : { signal }),
      ...(lastEventId === undefined ? {} : { lastEventId }),
    });
  } catch (error) {
    throw toAppError(error);
  }
}

function findProcedure(router: OperationRouter, id: string): AnyProcedure | undefined {
  let place: AnyProcedure | OperationRouter | undefined = router;
  for (const name of id.split('.')) {
    if (place === undefined || isProcedure(place) || !Object.hasOwn(place, name)) return undefined;
    place = place[name];
  }
  return isProcedure(place) ? place : undefined;
}

function* walk(router: OperationRouter, path: readonly string[]): Generator<OperationDescription> {
  for (const [name, entry] of Object.entries(router)) {
    const place = [...path, name];
    if (isProcedure(entry)) yield describe(place.join('.'), entry);
    else yield* walk(entry, place);
  }
}

function describe(id: string, procedure: AnyProcedure): OperationDescription {
  const { inputSchema, outputSchema, route, meta } = procedure['~orpc'];
  const stream = getEventIteratorSchemaDetails(outputSchema);
  let input: JsonObject | undefined;
  let output: JsonObject | undefined;
  return {
    id,
    procedure,
    // Operations are made by `operation`, whose meta this is.
    meta: meta as OperationMeta,
    route,
    description: route.description ?? route.summary ?? id,
    get inputSchema() {
      input ??= toJsonSchema(inputSchema, 'input');
      return input;
    },
    get outputSchema() {
      output ??= toJsonSchema(stream === undefined ? outputSchema : stream.yields, 'output');
      return output;
    },
    streams: stream !== undefined,
  };
}

function toJsonSchema(schema: unknown, io: 'input' | 'output'): JsonObject {
  if (!(schema instanceof z.ZodType)) return io === 'input' ? { type: 'object', properties: {} } : {};
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  return rest as JsonObject;
}
