import {
  GraphQLBoolean,
  type GraphQLFieldConfigArgumentMap,
  GraphQLFloat,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLScalarType,
  GraphQLString,
} from 'graphql';
import { toEnumType } from './enum-type.ts';
import { readShape, type SchemaPlace, type Shape, type ShapeField } from './json-schema-shape.ts';
import { createNames, type Names, toFieldName, toItemName, toTypeName } from './names.ts';

/** Values by GraphQL name. */
type Given = Readonly<Record<string, unknown>>;

/** Arguments of a field, and how they become the input of an operation. */
export interface Arguments {
  readonly args: GraphQLFieldConfigArgumentMap;
  toInput(given: Given): unknown;
}

interface InputType {
  readonly type: GraphQLInputType;
  toInput(value: unknown): unknown;
}

/** Makes the arguments of an operation from the JSON Schema of its input. */
export type ToArguments = (place: SchemaPlace, name: string) => Arguments;

const asIs = (value: unknown) => value;

/** Input types from JSON Schemas. An input that is no object of known properties is one argument, `input`. */
export function createInputTypes(names: Names, json: GraphQLScalarType): ToArguments {
  const toType = (shape: Shape, name: string): InputType => {
    switch (shape.kind) {
      case 'string':
        return { type: GraphQLString, toInput: asIs };
      case 'boolean':
        return { type: GraphQLBoolean, toInput: asIs };
      case 'int':
        return { type: GraphQLInt, toInput: asIs };
      case 'float':
        return { type: GraphQLFloat, toInput: asIs };
      case 'enum':
        return { type: toEnumType(names, `${name}Input`, shape), toInput: asIs };
      case 'list': {
        const items = toPresent(shape.items, toItemName(name), true);
        const toInput = (value: unknown) => (Array.isArray(value) ? value.map(items.toInput) : value);
        return { type: new GraphQLList(items.type), toInput };
      }
      case 'object': {
        const { args, toInput } = toFields(shape.fields, name);
        const type = new GraphQLInputObjectType({
          name: names.take(`${name}Input`),
          description: shape.description,
          fields: args,
        });
        return { type, toInput: (value) => (isGiven(value) ? toInput(value) : value) };
      }
      case 'json':
        return { type: json, toInput: asIs };
    }
  };

  const toPresent = (place: SchemaPlace, name: string, required: boolean): InputType => {
    const shape = readShape(place);
    const { type, toInput } = toType(shape, name);
    const convert = (value: unknown) => (value === null ? null : toInput(value));
    return { type: required && !shape.nullable ? new GraphQLNonNull(type) : type, toInput: convert };
  };

  const toFields = (fields: readonly ShapeField[], name: string): Arguments => {
    const taken = createNames();
    const args: GraphQLFieldConfigArgumentMap = {};
    const readers = fields.map(({ name: key, place, required }) => {
      const field = taken.take(toFieldName(key));
      const { nullable, description } = readShape(place);
      const { type, toInput } = toPresent(place, `${name}${toTypeName(key)}`, required);
      args[field] = { type, description };
      return { key, field, nullable, toInput };
    });
    return {
      args,
      toInput: (given) =>
        Object.fromEntries(
          readers.flatMap(({ key, field, nullable, toInput }) => {
            const value = Object.hasOwn(given, field) ? given[field] : undefined;
            // Clients send null for what they leave out.
            return value === undefined || (value === null && !nullable) ? [] : [[key, toInput(value)]];
          }),
        ),
    };
  };

  return (place, name) => {
    const shape = readShape(place);
    if (shape.kind === 'object') return toFields(shape.fields, name);
    const { properties } = place.schema;
    const isEmpty = typeof properties === 'object' && properties !== null && Object.keys(properties).length === 0;
    if (isEmpty) return { args: {}, toInput: () => ({}) };
    const { type, toInput } = toPresent(place, name, false);
    const args = { input: { type, description: shape.description } };
    return { args, toInput: ({ input }) => (input === undefined ? undefined : toInput(input)) };
  };
}

function isGiven(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
