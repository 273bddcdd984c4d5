import { GraphQLEnumType, GraphQLString } from 'graphql';
import { createNames, type Names, toEnumName } from './names.ts';

/** An enum whose values have the names of GraphQL outside and their own inside; text when there is nothing to name. */
export function toEnumType(
  names: Names,
  name: string,
  shape: { readonly values: readonly string[]; readonly description: string | undefined },
): GraphQLEnumType | typeof GraphQLString {
  const taken = createNames(['TRUE', 'FALSE', 'NULL']);
  if (shape.values.some((value) => !/[A-Za-z0-9]/.test(value))) return GraphQLString;
  return new GraphQLEnumType({
    name: names.take(name),
    description: shape.description,
    values: Object.fromEntries(
      shape.values.map((value) => {
        const valueName = taken.take(toEnumName(value));
        return [valueName, { value, ...(valueName === value ? {} : { description: `\`${value}\`` }) }];
      }),
    ),
  });
}
