import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const CHECK = fileURLToPath(new URL('./directions.js', import.meta.url));
const MANIFEST = JSON.stringify({
  type: 'module',
  imports: { '#contract/*': './src/contract/*', '#engine/*': './src/engine/*', '#app/*': './src/app/*' },
});
const SOUND = {
  'src/contract/json.ts': 'export type Json = string;\n',
  'src/engine/state.ts': "import type { Json } from '#contract/json.ts';\nexport const state: Json = '';\n",
};

function check(t: TestContext, files: Readonly<Record<string, string>>, floor: number) {
  const root = mkdtempSync(join(tmpdir(), 'flowright-directions-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ 'package.json': MANIFEST, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { status, stderr } = spawnSync(process.execPath, [CHECK, '--root', root, '--floor', String(floor)], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

test('a tree whose rooms point the right way passes', (t) => {
  assert.deepEqual(check(t, SOUND, 2), { status: 0, stderr: '' });
});

test('an import against the directions fails, type-only ones included', (t) => {
  const { status, stderr } = check(
    t,
    {
      ...SOUND,
      'src/contract/bad.ts': "import type { state } from '#engine/state.ts';\nexport type Bad = typeof state;\n",
    },
    2,
  );
  assert.equal(status, 1);
  assert.match(stderr, /contract-rooms: src\/contract\/bad\.ts → src\/engine\/state\.ts/);
});

test('the engine may import no built-in module, and no room may import the composition root', (t) => {
  const { status, stderr } = check(
    t,
    {
      ...SOUND,
      'src/app/main.ts': 'export const main = 1;\n',
      'src/engine/clock.ts':
        "import { hrtime } from 'node:process';\nimport { main } from '#app/main.ts';\nexport const x = [hrtime, main];\n",
    },
    2,
  );
  assert.equal(status, 1);
  assert.match(stderr, /engine-builtins: src\/engine\/clock\.ts/);
  assert.match(stderr, /only-main-imports-app: src\/engine\/clock\.ts → src\/app\/main\.ts/);
});

test('a cycle, an import of nothing and a folder that is no room fail', (t) => {
  const { status, stderr } = check(
    t,
    {
      ...SOUND,
      'src/engine/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
      'src/engine/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
      'src/engine/c.ts': "import { d } from './missing.ts';\nexport const c = d;\n",
      'src/drawer/misc.ts': 'export const misc = 1;\n',
    },
    2,
  );
  assert.equal(status, 1);
  assert.match(stderr, /no-cycle: src\/engine\/a\.ts/);
  assert.match(stderr, /resolvable: src\/engine\/c\.ts → \.\/missing\.ts/);
  assert.match(stderr, /src\/drawer: no room/);
});

test('a check of nothing fails: an empty tree, too few modules, or no import between rooms resolved', (t) => {
  assert.match(check(t, {}, 60).stderr, /looked at 0 modules/);
  assert.match(check(t, SOUND, 3).stderr, /looked at 2 modules of src\/, expected at least 3/);
  const { 'src/contract/json.ts': lonely } = SOUND;
  const { status, stderr } = check(t, { 'src/contract/json.ts': lonely }, 1);
  assert.equal(status, 1);
  assert.match(stderr, /blind to the rooms/);
});

test('a file of more than 400 lines fails unless it is a test or a migration', (t) => {
  const long = 'export {};\n'.repeat(401);
  const { status, stderr } = check(
    t,
    { ...SOUND, 'src/engine/long.ts': long, 'src/engine/long.test.ts': long, 'src/store/migrations/0001.ts': long },
    2,
  );
  assert.equal(status, 1);
  assert.equal(stderr.trim(), '✖ src/engine/long.ts: 401 lines, 400 at most: split it where it changes subject');
});
