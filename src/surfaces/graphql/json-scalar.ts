import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import type { JsonValue } from '#contract/json.ts';

/** Values without a GraphQL type of their own: maps, unions, data of workflows. */
export function createJsonScalar(): GraphQLScalarType {
  return new GraphQLScalarType({
    name: 'JSON',
    description: 'Any JSON value.',
    serialize: (value) => value,
    parseValue: (value) => value,
    parseLiteral: (node, variables) => toJson(node, variables ?? {}),
  });
}

function toJson(node: ValueNode, variables: Readonly<Record<string, unknown>>): JsonValue {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.ENUM:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.LIST:
      return node.values.map((item) => toJson(item, variables));
    case Kind.OBJECT:
      // Defines its properties, so that a field named `__proto__` is one like any other.
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, toJson(value, variables)]));
    case Kind.VARIABLE:
      return Object.hasOwn(variables, node.name.value) ? (variables[node.name.value] as JsonValue) : null;
    default:
      return null;
  }
}
