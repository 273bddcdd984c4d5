import {
  GraphQLBoolean,
  type GraphQLFieldConfigMap,
  GraphQLFloat,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  GraphQLString,
} from 'graphql';
import { toEnumType } from './enum-type.ts';
import { readShape, type SchemaPlace, type Shape } from './json-schema-shape.ts';
import { createNames, type Names, toFieldName, toItemName, toTypeName } from './names.ts';

/** Makes the type of an answer. Types are named by their place, so that a new operation renames no other's. */
export type ToOutputType = (place: SchemaPlace, name: string) => GraphQLOutputType;

/** Output types from JSON Schemas. */
export function createOutputTypes(names: Names, json: GraphQLScalarType): ToOutputType {
  const toType: ToOutputType = (place, name) => toNamedType(readShape(place), name);

  const toNamedType = (shape: Shape, name: string): GraphQLOutputType => {
    switch (shape.kind) {
      case 'string':
        return GraphQLString;
      case 'boolean':
        return GraphQLBoolean;
      case 'int':
        return GraphQLInt;
      case 'float':
        return GraphQLFloat;
      case 'enum':
        return toEnumType(names, name, shape);
      case 'list':
        return new GraphQLList(toPresent(shape.items, toItemName(name), true));
      case 'object':
        return toObjectType(shape, name);
      case 'json':
        return json;
    }
  };

  /** The type with its nullability. */
  const toPresent = (place: SchemaPlace, name: string, required: boolean): GraphQLOutputType => {
    const shape = readShape(place);
    const type = toNamedType(shape, name);
    return required && !shape.nullable ? new GraphQLNonNull(type) : type;
  };

  const toObjectType = (shape: Extract<Shape, { kind: 'object' }>, name: string) => {
    const fields: GraphQLFieldConfigMap<unknown, unknown> = {};
    const fieldNames = createNames();
    for (const { name: key, place, required } of shape.fields) {
      const field = fieldNames.take(toFieldName(key));
      fields[field] = {
        type: toPresent(place, `${name}${toTypeName(key)}`, required),
        description: readShape(place).description,
        resolve: (source) => readOwn(source, key),
      };
    }
    return new GraphQLObjectType({ name: names.take(name), description: shape.description, fields });
  };

  return toType;
}

function readOwn(source: unknown, key: string): unknown {
  return typeof source === 'object' && source !== null && Object.hasOwn(source, key)
    ? (source as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
