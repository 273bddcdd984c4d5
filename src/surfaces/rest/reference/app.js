// The reference page: reads /api/openapi.json and shows it. Text is only ever set as text, never as HTML.
const MAX_DEPTH = 6;

const [state, contents, main, search, count] = ['state', 'contents', 'operations', 'search', 'count'].map((id) =>
  document.getElementById(id),
);

/** @param {string} name @param {Record<string, string>} attributes @param {...(Node | string)} children */
function create(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Paragraphs with `code` in them. */
function createText(text) {
  return (text ?? '').split(/\n{2,}/).map((paragraph) => {
    const parts = paragraph.split('`').map((part, at) => (at % 2 === 1 ? create('code', {}, part) : part));
    return create('p', {}, ...parts);
  });
}

function resolve(document, node) {
  let current = node;
  for (let hops = 0; current?.$ref !== undefined && hops < 20; hops += 1) {
    current = current.$ref
      .slice(2)
      .split('/')
      .reduce((value, key) => value?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  }
  return current ?? {};
}

function toTypeText(document, given) {
  const schema = resolve(document, given);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    const shown = choices.filter((choice) => JSON.stringify(choice) !== '{"not":{}}');
    return [...new Set(shown.map((choice) => toTypeText(document, choice)))].join(' or ');
  }
  if (schema.type === 'array') return `list of ${toTypeText(document, schema.items ?? {})}`;
  const limits = ['minLength', 'maxLength', 'minimum', 'maximum', 'default', 'format']
    .filter((key) => schema[key] !== undefined && Math.abs(Number(schema[key])) !== Number.MAX_SAFE_INTEGER)
    .map((key) => `${key} ${JSON.stringify(schema[key])}`);
  return [schema.type ?? 'any JSON', ...limits].join(', ');
}

/** Everything inside a schema that has fields, as nested lists. */
function createFields(document, given, depth = 0) {
  const schema = resolve(document, given);
  if (depth > MAX_DEPTH) return [];
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices !== undefined) return choices.flatMap((choice) => createFields(document, choice, depth));
  if (schema.type === 'array') return createFields(document, schema.items ?? {}, depth);
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return [];
  const items = fields.map(([name, field]) => {
    const required = schema.required?.includes(name) ? ' required' : '';
    return create(
      'li',
      {},
      create('code', {}, name),
      create('span', { class: 'quiet' }, ` ${toTypeText(document, field)}${required} `),
      ...createText(resolve(document, field).description).flatMap((paragraph) => [...paragraph.childNodes]),
      ...createFields(document, field, depth + 1),
    );
  });
  return [create('ul', { class: 'fields' }, ...items)];
}

function createParameters(document, parameters) {
  if (parameters.length === 0) return [];
  const items = parameters.map((given) => {
    const { name, in: place, required, schema, description } = resolve(document, given);
    return create(
      'li',
      {},
      create('code', {}, name),
      create(
        'span',
        { class: 'quiet' },
        ` ${place}, ${toTypeText(document, schema ?? {})}${required ? ', required' : ''} `,
      ),
      ...createText(description).flatMap((paragraph) => [...paragraph.childNodes]),
    );
  });
  return [create('h4', {}, 'Parameters'), create('ul', { class: 'fields' }, ...items)];
}

function createBody(document, body) {
  const [media] = Object.values(resolve(document, body).content ?? {});
  return media?.schema === undefined ? [] : [create('h4', {}, 'Body'), ...createFields(document, media.schema)];
}

function createResponses(document, responses) {
  const items = Object.entries(responses).map(([status, given]) => {
    const response = resolve(document, given);
    const [[type, media] = []] = Object.entries(response.content ?? {});
    const fields = createFields(document, media?.['x-item-schema'] ?? media?.schema ?? {});
    const title = create('summary', {}, create('code', {}, status), ' ');
    title.append(...createText(response.description).flatMap((paragraph) => [...paragraph.childNodes]));
    const kind = type === undefined ? [] : [create('p', { class: 'quiet' }, type)];
    return create('details', status.startsWith('2') ? { open: '' } : {}, title, ...kind, ...fields);
  });
  return [create('h4', {}, 'Answers'), ...items];
}

function createExample(method, path, operation) {
  const lines = [
    `curl -X ${method.toUpperCase()} "${location.origin}${path}"`,
    '  -H "Authorization: Bearer $FLOWRIGHT_TOKEN"',
  ];
  if (operation.requestBody !== undefined) lines.push('  -H "Content-Type: application/json"', "  -d '{}'");
  return create('pre', {}, create('code', {}, lines.join(' \\\n')));
}

function createOperation(document, base, path, method, operation) {
  const id = operation.operationId;
  const article = create(
    'article',
    { id, 'aria-labelledby': `${id}-title` },
    create('h3', { id: `${id}-title` }, operation.summary ?? id),
    create(
      'p',
      { class: 'route' },
      create('span', { class: 'method' }, method.toUpperCase()),
      create('code', {}, base + path),
    ),
    ...createText(operation.description),
    ...createParameters(document, operation.parameters ?? []),
    ...createBody(document, operation.requestBody ?? {}),
    ...createResponses(document, operation.responses ?? {}),
    createExample(method, base + path, operation),
  );
  const link = create('li', {}, create('a', { href: `#${id}` }, operation.summary ?? id));
  const words = `${id} ${method} ${base}${path} ${operation.summary} ${operation.description}`.toLowerCase();
  return { article, link, words, tag: operation.tags?.[0] ?? 'other' };
}

function show(document) {
  const base = document.servers?.[0]?.url ?? '';
  const entries = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => createOperation(document, base, path, method, operation)),
  );
  const groups = Object.groupBy(entries, ({ tag }) => tag);
  const sections = Object.entries(groups).map(([tag, group]) => {
    const title = create('h2', {}, tag);
    contents.append(create('section', {}, title, create('ul', {}, ...group.map(({ link }) => link))));
    const section = create(
      'section',
      { 'aria-label': tag },
      create('h2', {}, tag),
      ...group.map(({ article }) => article),
    );
    main.append(section);
    return { group, parts: [section, title.parentElement] };
  });
  state.replaceWith(
    create(
      'header',
      {},
      create('h2', {}, `${document.info.title} ${document.info.version}`),
      ...createText(document.info.description),
    ),
  );

  const filter = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { group, parts } of sections) {
      let visible = 0;
      for (const { article, link, words } of group) {
        const fits = wanted.every((word) => words.includes(word));
        article.hidden = !fits;
        link.hidden = !fits;
        if (fits) visible += 1;
      }
      for (const part of parts) part.hidden = visible === 0;
      found += visible;
    }
    count.textContent = `${found} of ${entries.length} operations`;
  };
  search.addEventListener('input', filter);
  window.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target === search) return;
    event.preventDefault();
    search.focus();
  });
  filter();
}

try {
  const response = await fetch('/api/openapi.json');
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  show(await response.json());
  window.document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
} catch (error) {
  state.textContent = `The reference could not be loaded (${error.message}). Reload the page to try again.`;
}
