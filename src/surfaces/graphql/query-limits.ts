import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  Lexer,
  parse,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql';

/** What a query may be. */
export const QUERY_LIMITS = {
  /** Characters; data belongs into variables. */
  length: 50_000,
  tokens: 5_000,
  /** Brackets inside brackets: the parser takes recursion for each. */
  nesting: 60,
  /** Fields inside fields. */
  depth: 10,
  /** The same for questions about the schema itself, whose usual query is deeper. */
  introspectionDepth: 16,
  /** Calls of operations in one request, aliases included. */
  calls: 20,
  /** Fields of one operation with its fragments spread out. */
  fields: 1_000,
} as const;

const OPENING = new Set<TokenKind>([TokenKind.PAREN_L, TokenKind.BRACKET_L, TokenKind.BRACE_L]);
const CLOSING = new Set<TokenKind>([TokenKind.PAREN_R, TokenKind.BRACKET_R, TokenKind.BRACE_R]);

interface Measure {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly fields: number;
  /** Fields at the outermost level. */
  readonly top: number;
}

const NOTHING: Measure = { depth: 0, introspectionDepth: 0, fields: 0, top: 0 };

/**
 * Parses a query that is within the limits. They are looked at before it is validated, for validating takes time that grows
 * with the square of what is in it.
 * @throws GraphQLError of syntax or `limit-exceeded`
 */
export function parseWithinLimits(source: string | Source): DocumentNode {
  const text = typeof source === 'string' ? new Source(source) : source;
  if (text.body.length > QUERY_LIMITS.length) throw toLimitError('characters', QUERY_LIMITS.length);
  assertTokens(text);
  const document = parse(text, { maxTokens: QUERY_LIMITS.tokens });
  assertSelections(document);
  return document;
}

function assertTokens(source: Source): void {
  const lexer = new Lexer(source);
  let tokens = 0;
  let nesting = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    tokens += 1;
    if (tokens > QUERY_LIMITS.tokens) throw toLimitError('tokens', QUERY_LIMITS.tokens);
    if (OPENING.has(token.kind)) nesting += 1;
    if (CLOSING.has(token.kind)) nesting -= 1;
    if (nesting > QUERY_LIMITS.nesting) throw toLimitError('levels of brackets', QUERY_LIMITS.nesting);
  }
}

function assertSelections(document: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measure = createMeasure(fragments);
  let all = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const { depth, introspectionDepth, fields, top } = measure(definition.selectionSet);
    all += fields;
    if (all > QUERY_LIMITS.fields) throw toLimitError('fields, with fragments spread out', QUERY_LIMITS.fields);
    // How deep a fragment is shows where it is spread.
    if (definition.kind === Kind.FRAGMENT_DEFINITION) continue;
    if (depth > QUERY_LIMITS.depth) throw toLimitError('levels of fields', QUERY_LIMITS.depth);
    if (introspectionDepth > QUERY_LIMITS.introspectionDepth) {
      throw toLimitError('levels of fields of the schema', QUERY_LIMITS.introspectionDepth);
    }
    if (top > QUERY_LIMITS.calls) {
      throw toLimitError('fields at its outermost level, aliases included', QUERY_LIMITS.calls);
    }
  }
}

/** Measures selections; each fragment once. Fragments that spread themselves count nothing: validation refuses them. */
function createMeasure(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const known = new Map<string, Measure>();

  const measureFragment = (name: string): Measure => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    const measured = fragment === undefined ? NOTHING : measure(fragment.selectionSet);
    known.set(name, measured);
    return measured;
  };

  const measure = (set: SelectionSetNode): Measure => {
    const total = { ...NOTHING };
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet === undefined ? NOTHING : measure(selection.selectionSet);
        const level = 1 + Math.max(inner.depth, inner.introspectionDepth);
        if (isIntrospection(selection.name.value)) total.introspectionDepth = Math.max(total.introspectionDepth, level);
        else total.depth = Math.max(total.depth, level);
        total.fields += 1 + inner.fields;
        total.top += 1;
      } else {
        const inner =
          selection.kind === Kind.FRAGMENT_SPREAD
            ? measureFragment(selection.name.value)
            : measure(selection.selectionSet);
        total.depth = Math.max(total.depth, inner.depth);
        total.introspectionDepth = Math.max(total.introspectionDepth, inner.introspectionDepth);
        total.fields += inner.fields;
        total.top += inner.top;
      }
    }
    return total;
  };
  return measure;
}

/** Whether a field asks about the schema; `__typename` does not, it may be anywhere. */
export function isIntrospection(field: string): boolean {
  return field === '__schema' || field === '__type';
}

function toLimitError(what: string, limit: number): GraphQLError {
  return new GraphQLError(`The query has more than ${limit} ${what}. Ask for less, or in several requests.`, {
    extensions: { code: 'limit-exceeded', status: 400, data: { limit }, http: { spec: true, status: 400 } },
  });
}
