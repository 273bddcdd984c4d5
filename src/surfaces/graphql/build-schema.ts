import { GraphQLBoolean, type GraphQLFieldConfigMap, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { listOperations, type OperationDescription, type OperationRouter } from '#operations/describe.ts';
import { createInputTypes } from './input-type.ts';
import { createJsonScalar } from './json-scalar.ts';
import { toPlace } from './json-schema-shape.ts';
import { createNames, toFieldName, toTypeName } from './names.ts';
import { createOutputTypes } from './output-type.ts';

/** Calls operations for resolvers. `Context` is what the surface hands to each of them. */
export interface OperationCalls<Context> {
  call(id: string, input: unknown, context: Context): Promise<unknown>;
  stream(id: string, input: unknown, context: Context): Promise<AsyncIterable<unknown>>;
}

/**
 * The schema of a list of operations: what reads is a field of Query, what streams one of Subscription, everything else one
 * of Mutation. Fields may be null, so that one that fails leaves the others their answers.
 */
export function buildSchema<Context>(router: OperationRouter, calls: OperationCalls<Context>): GraphQLSchema {
  const json = createJsonScalar();
  const names = createNames(['Query', 'Mutation', 'Subscription', 'JSON', 'String', 'Int', 'Float', 'Boolean', 'ID']);
  const toOutputType = createOutputTypes(names, json);
  const toArguments = createInputTypes(names, json);
  const fieldNames = createNames();
  const queries: GraphQLFieldConfigMap<unknown, Context> = {};
  const mutations: GraphQLFieldConfigMap<unknown, Context> = {};
  const subscriptions: GraphQLFieldConfigMap<unknown, Context> = {};

  for (const operation of listOperations(router)) {
    const { id, inputSchema, outputSchema, route, meta, streams } = operation;
    const field = fieldNames.take(toFieldName(id));
    const { args, toInput } = toArguments(toPlace(inputSchema), toTypeName(field));
    const base = {
      type: toOutputType(toPlace(outputSchema), toTypeName(field)),
      args,
      description: toDescription(operation),
      ...(route.deprecated === true ? { deprecationReason: 'It will go away.' } : {}),
    };
    if (streams) {
      subscriptions[field] = {
        ...base,
        subscribe: (_, given, context) => calls.stream(id, toInput(given), context),
        resolve: (entry) => entry,
      };
    } else {
      const fields = meta.effect === 'read' || meta.effect === 'pure' ? queries : mutations;
      fields[field] = { ...base, resolve: (_, given, context) => calls.call(id, toInput(given), context) };
    }
  }
  // GraphQL knows no schema without a query.
  if (Object.keys(queries).length === 0) queries.ok = { type: GraphQLBoolean, resolve: () => true };
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: queries }),
    mutation: toRoot('Mutation', mutations),
    subscription: toRoot('Subscription', subscriptions),
  });
}

function toRoot<Context>(name: string, fields: GraphQLFieldConfigMap<unknown, Context>) {
  return Object.keys(fields).length === 0 ? undefined : new GraphQLObjectType({ name, fields });
}

function toDescription({ description, meta }: OperationDescription): string {
  return meta.permission === null ? description : `${description} Needs the permission \`${meta.permission}\`.`;
}
