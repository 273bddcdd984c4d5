// Checks which way the rooms of src/ point and how long files are: `node scripts/node24.js scripts/directions.js [--root DIR] [--floor N]`.
// A check of nothing must not pass: it fails when it saw fewer modules than the floor, missed a file, or resolved no `#room/` import.
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cruise } from 'dependency-cruiser';
import { findLongFiles } from './file-length.js';
import { listFiles } from './list-files.js';
import { directionRules, ROOMS, ROOT_ROOM, WEB_ROOMS } from './rooms.js';

const FLOOR = 60;
const { values } = parseArgs({ options: { root: { type: 'string' }, floor: { type: 'string' } } });
const root = resolve(values.root ?? '.');
const floor = Number(values.floor ?? FLOOR);
process.chdir(root);

const files = [...listFiles(root, 'src', ['.ts', '.tsx']), ...listFiles(root, 'web/src', ['.ts', '.tsx'])];
const problems = [...findUnknownRooms(), ...findLongFiles(root)];
let edges = 0;
if (files.length < floor)
  problems.push(`looked at ${files.length} modules of src/, expected at least ${floor}: is this the right folder?`);
else problems.push(...(await findWrongDirections()));

for (const problem of problems) console.error(`✖ ${problem}`);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${files.length} modules, ${edges} imports between rooms, all in the right direction`);

function findUnknownRooms() {
  const known = new Set([...Object.keys(ROOMS), ROOT_ROOM].map((room) => `src/${room}`));
  for (const room of Object.keys(WEB_ROOMS)) known.add(`web/src/${room}`);
  const folders = new Set(files.filter((file) => /^(src|web\/src)\/[^/]+\//.test(file)).map(toRoomFolder));
  return [...folders]
    .filter((folder) => !known.has(folder))
    .map((folder) => `${folder}: no room of scripts/rooms.js; add it to the table`);
}

function toRoomFolder(file) {
  return file
    .split('/')
    .slice(0, file.startsWith('web/') ? 3 : 2)
    .join('/');
}

async function findWrongDirections() {
  const folders = readdirSync('.').filter((name) => ['src', 'web', 'e2e', 'bench', 'scripts'].includes(name));
  const result = await cruise(folders, {
    validate: true,
    ruleSet: { forbidden: directionRules() },
    parser: 'swc',
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  });
  const { modules, summary } = result.output;
  const seen = new Set(modules.map((module) => module.source));
  edges = modules
    .flatMap((module) => module.dependencies)
    .filter((edge) => edge.module.startsWith('#') && !edge.couldNotResolve).length;
  const missed = files.filter((file) => !seen.has(file)).map((file) => `${file}: the check did not read it`);
  if (edges === 0) missed.push('no `#room/` import was resolved: the check is blind to the rooms');
  return [...missed, ...summary.violations.map(toMessage)];
}

function toMessage({ rule, from, to, cycle }) {
  const way = cycle === undefined ? to : cycle.map((step) => step.name ?? step).join(' → ');
  return `${rule.name}: ${from} → ${way}`;
}
