// The rooms of src/ and which way they may point (the table of architecture.md), as data for the direction check.

/** Rooms every room but these two themselves may import. */
const EVERYWHERE = ['base', 'contract'];

const ANY = undefined;

/**
 * `rooms`: what a room may import besides itself, `base` and `contract`. `packages`: npm packages, any when absent.
 * `builtins`: whether it may import `node:*`.
 * @type {Record<string, { rooms: readonly string[], packages?: readonly string[], builtins: boolean }>}
 */
export const ROOMS = {
  base: { rooms: [], packages: [], builtins: true },
  contract: { rooms: [], packages: ['zod'], builtins: false },
  engine: { rooms: [], packages: [], builtins: false },
  expressions: { rooms: [], packages: ['jsonata', 're2js'], builtins: true },
  documents: { rooms: ['engine'], packages: ['yaml'], builtins: true },
  store: { rooms: [], packages: ['kysely', 'zod'], builtins: true },
  journal: { rooms: ['store'], packages: ['kysely', 'zod'], builtins: true },
  vault: { rooms: ['store'], packages: ANY, builtins: true },
  access: { rooms: ['store'], packages: ANY, builtins: true },
  sandbox: { rooms: [], packages: ANY, builtins: true },
  models: { rooms: [], packages: ANY, builtins: true },
  mcp: { rooms: [], packages: ANY, builtins: true },
  agents: { rooms: ['models'], packages: ANY, builtins: true },
  blocks: { rooms: ['expressions', 'sandbox', 'models', 'mcp', 'agents'], packages: ANY, builtins: true },
  hosts: { rooms: ['engine', 'journal', 'blocks', 'expressions', 'vault'], packages: ANY, builtins: true },
  events: { rooms: ['journal'], packages: ANY, builtins: true },
  operations: {
    rooms: ['engine', 'expressions', 'documents', 'store', 'journal', 'vault', 'access', 'blocks', 'hosts', 'events'],
    packages: ANY,
    builtins: true,
  },
  triggers: { rooms: ['operations', 'hosts', 'journal', 'store'], packages: ANY, builtins: true },
  surfaces: {
    rooms: ['operations', 'events', 'journal', 'hosts', 'blocks'],
    packages: ANY,
    builtins: true,
  },
};

/**
 * The rooms of web/src: which others they may import besides themselves, `contract` and the type of the operations list.
 * @type {Record<string, { rooms: readonly string[], packages?: readonly string[] }>}
 */
export const WEB_ROOMS = {
  strings: { rooms: [], packages: [] },
  theme: { rooms: ['strings'] },
  api: { rooms: ['strings'] },
  actions: { rooms: ['strings', 'theme', 'api', 'ui'] },
  ui: { rooms: ['strings', 'theme', 'api', 'actions'] },
  canvas: { rooms: ['strings', 'theme', 'api', 'actions', 'ui', 'run', 'versions'] },
  run: { rooms: ['strings', 'theme', 'api', 'actions', 'ui', 'canvas'] },
  versions: { rooms: ['strings', 'theme', 'api', 'actions', 'ui', 'canvas', 'run'] },
  pages: { rooms: ['strings', 'theme', 'api', 'actions', 'ui', 'canvas', 'run'] },
  app: { rooms: ['strings', 'theme', 'api', 'actions', 'ui', 'canvas', 'run', 'versions', 'pages'] },
};

/** The composition root: it imports every room, and no room imports it. */
export const ROOT_ROOM = 'app';

/** Test files and the `testing` folders, which set up other rooms to try their own against. */
const TEST_CODE = String.raw`(\.test\.tsx?$|/testing/|/suite/)`;

/**
 * Rules for dependency-cruiser, made from the table.
 * @returns {import('dependency-cruiser').IFlattenedRuleSet['forbidden']}
 */
export function directionRules() {
  const rules = [
    { name: 'no-cycle', from: { pathNot: '^web/' }, to: { circular: true } },
    // A component and its props may name each other's types, and a part that is loaded later is no part of a cycle.
    {
      name: 'web-no-cycle',
      from: { path: '^web/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    { name: 'resolvable', from: {}, to: { couldNotResolve: true } },
    {
      name: 'only-main-imports-app',
      from: { path: '^src/', pathNot: `^src/${ROOT_ROOM}/` },
      to: { path: `^src/${ROOT_ROOM}/` },
    },
    { name: 'src-stands-alone', from: { path: '^src/' }, to: { path: '^(e2e|bench|scripts|bin|examples|web)/' } },
    { name: 'no-test-code', from: { path: '^src/', pathNot: TEST_CODE }, to: { path: TEST_CODE } },
    {
      name: 'declared-dependencies',
      from: { path: '^src/', pathNot: TEST_CODE },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ];
  for (const [room, { rooms, packages, builtins }] of Object.entries(ROOMS)) {
    const from = { path: `^src/${room}/`, pathNot: TEST_CODE };
    const allowed = [room, ...(room === 'base' ? [] : EVERYWHERE), ...rooms];
    rules.push({ name: `${room}-rooms`, from, to: { path: '^src/', pathNot: `^src/(${allowed.join('|')})/` } });
    if (packages !== ANY) {
      const names = packages.length === 0 ? '$^' : `node_modules/(${packages.join('|')})/`;
      rules.push({
        name: `${room}-packages`,
        from,
        to: { dependencyTypes: ['npm', 'npm-optional', 'npm-peer'], pathNot: names },
      });
    }
    if (!builtins) rules.push({ name: `${room}-builtins`, from, to: { dependencyTypes: ['core'] } });
  }
  rules.push(...webRules());
  return rules.map((rule) => ({ severity: 'error', ...rule }));
}

/** The page holds no code of the server: of `src/` only `contract`, and types of the operations. Its canvas model is plain TypeScript. */
function webRules() {
  const from = { path: '^web/src/', pathNot: TEST_CODE };
  const rules = [
    {
      name: 'web-server-types',
      from,
      to: { path: '^src/', pathNot: '^src/contract/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'web-operations', from, to: { path: '^src/', pathNot: '^src/(contract/|operations/list\\.ts$)' } },
    // The shapes hold zod, which the page does not need: the server has checked what it answers.
    {
      name: 'web-contract-types',
      from,
      to: {
        path: '^src/contract/',
        pathNot: '^src/contract/(app-error|duration|error-table|run-statuses|max-steps)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'web-builtins', from, to: { dependencyTypes: ['core'] } },
    {
      name: 'canvas-model-is-plain',
      from: { path: '^web/src/(canvas|run)/model/', pathNot: TEST_CODE },
      to: {
        path: '(node_modules/(react|react-dom|@xyflow|zustand|@mantine|@tanstack)|^web/src/(ui|canvas/(view|store)))',
      },
    },
  ];
  for (const [room, { rooms, packages }] of Object.entries(WEB_ROOMS)) {
    const inRoom = { path: `^web/src/${room}/`, pathNot: TEST_CODE };
    const allowed = [room, ...rooms];
    rules.push({
      name: `web-${room}-rooms`,
      from: inRoom,
      to: { path: '^web/src/', pathNot: `^web/src/(${allowed.join('|')})/` },
    });
    if (packages?.length === 0)
      rules.push({ name: `web-${room}-packages`, from: inRoom, to: { dependencyTypes: ['npm', 'npm-dev'] } });
  }
  return rules;
}
