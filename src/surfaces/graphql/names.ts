/** Gives each thing a name no other one of the same list has. */
export interface Names {
  /** `wanted`, or with a number behind it when that is taken. */
  take(wanted: string): string;
}

/** Names, of which some are taken. */
export function createNames(taken: readonly string[] = []): Names {
  const known = new Set(taken);
  return {
    take(wanted) {
      let name = wanted;
      for (let count = 2; known.has(name); count++) name = `${wanted}${count}`;
      known.add(name);
      return name;
    },
  };
}

/** `run.start` as the name of a field: `runStart`. Names that are good already stay as they are. */
export function toFieldName(text: string): string {
  const words = text.split(/[^A-Za-z0-9_]+/).filter((word) => word !== '');
  const joined = words.map((word, index) => (index === 0 ? word : toUpperFirst(word))).join('');
  return toValid(joined);
}

/** `runStart` as the name of a type: `RunStart`. */
export function toTypeName(text: string): string {
  return toUpperFirst(toFieldName(text));
}

/** The name of the type of what is in a list: `RunListItem` of `RunListItems`, `RunListWaitsItem` of `RunListWaits`. */
export function toItemName(list: string): string {
  return list.endsWith('Items') ? list.slice(0, -1) : `${list}Item`;
}

/** `timed-out` as the name of an enum value: `TIMED_OUT`. */
export function toEnumName(text: string): string {
  return toValid(
    text
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
      .replaceAll(/[^A-Za-z0-9_]+/g, '_')
      .toUpperCase(),
  );
}

/** GraphQL keeps names that begin with two underscores to itself. */
function toValid(name: string): string {
  const bare = name.replace(/^_{2,}/, '_');
  return /^[A-Za-z_]/.test(bare) ? bare : `_${bare}`;
}

function toUpperFirst(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
