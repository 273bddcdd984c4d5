import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#contract/app-error.ts';
import type { ServeOptions, ServeSources } from '#surfaces/cli/app-port.ts';
import { formatReference } from './format-reference.ts';
import { readConfigFile } from './read-config-file.ts';
import { readServeOptions } from './read-serve-options.ts';

const DEFAULTS: ServeOptions = {
  dataDir: '/home/ada/.flowright',
  blocksDirs: [],
  allowedRoots: ['/work'],
  allowPrivate: [],
  port: 4680,
  host: '127.0.0.1',
};

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowright-config-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function write(t: TestContext, text: string, name = 'flowright.yaml'): string {
  const path = join(createFolder(t), name);
  writeFileSync(path, text);
  return path;
}

function sources(given: Partial<ServeSources> = {}): ServeSources {
  return { configFile: undefined, env: {}, workingDir: '/work', flags: new Set(), ...given };
}

test('flags count before the environment, the environment before the file, the file before defaults', async (t) => {
  const configFile = write(t, 'port: 1\nhost: 0.0.0.0\nlogLevel: warn\nretentionDays: 7\n');
  const env = { FLOWRIGHT_PORT: '2', FLOWRIGHT_LOG_LEVEL: 'debug', FLOWRIGHT_HOST: '' };
  const read = (flags: readonly string[]) =>
    readServeOptions({ ...DEFAULTS, port: 3 }, sources({ configFile, env, flags: new Set(flags) }));
  const expected = { ...DEFAULTS, host: '0.0.0.0', logLevel: 'debug', retentionDays: 7 };
  assert.deepEqual(await read([]), { ...expected, port: 2 });
  assert.deepEqual(await read(['port']), { ...expected, port: 3 });
  assert.deepEqual(await readServeOptions(DEFAULTS, sources({ configFile })), {
    ...expected,
    port: 1,
    logLevel: 'warn',
  });
  assert.deepEqual(await readServeOptions(DEFAULTS, sources()), DEFAULTS);
});

test('relative paths start at the folder of the file, or at the working folder', async (t) => {
  const file = write(t, '{"data": "d", "blocks": ["b", "/c"], "allowRoots": ["r"]}', 'flowright.json');
  const fromFile = await readServeOptions(DEFAULTS, sources({ env: { FLOWRIGHT_CONFIG: file } }));
  const folder = join(file, '..');
  assert.equal(fromFile.dataDir, join(folder, 'd'));
  assert.deepEqual(fromFile.blocksDirs, [join(folder, 'b'), '/c']);
  assert.deepEqual(fromFile.allowedRoots, [join(folder, 'r')]);
  const env = { FLOWRIGHT_BLOCKS: 'x:/y', FLOWRIGHT_CORS_ORIGINS: 'https://a.example, https://b.example' };
  const fromEnv = await readServeOptions(DEFAULTS, sources({ env }));
  assert.deepEqual(fromEnv.blocksDirs, ['/work/x', '/y']);
  assert.deepEqual(fromEnv.corsOrigins, ['https://a.example', 'https://b.example']);
});

test('everything wrong in a file is told with file, line and option', async (t) => {
  const path = write(
    t,
    '# ours\nport: 99999\ncorsOrigins: [https://a.example/path]\nprot: 1\n__proto__: 1\nlogLevel: loud\ndata: 5\n',
  );
  await assert.rejects(readConfigFile(path), (error) => {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'config-invalid');
    const lines = error.message.split('\n').slice(1);
    assert.equal(lines[0], `${path}:2: port: give a whole number from 0 to 65535`);
    assert.match(String(lines[1]), /:3: corsOrigins: give an origin such as/);
    assert.match(String(lines[2]), /:4: there is no option "prot"; the options are port, host/);
    assert.match(String(lines[3]), /:5: there is no option "__proto__"/);
    assert.match(String(lines[4]), /:6: logLevel: give debug or info/);
    assert.match(String(lines[5]), /:7: data: give a path/);
    return true;
  });
  await assert.rejects(readConfigFile(write(t, 'port: 1\nport: 2\n')), /:2: /);
  await assert.rejects(readConfigFile(write(t, '- port\n')), /must hold options by name/);
  await assert.rejects(readConfigFile(write(t, 'port: [\n')), { code: 'config-invalid' });
  await assert.rejects(readConfigFile(createFolder(t)), /it is no file/);
  await assert.rejects(readConfigFile('/nowhere/flowright.yaml'), /cannot be read.*Check the name after --config/);
  await assert.rejects(
    readServeOptions(DEFAULTS, sources({ env: { FLOWRIGHT_PORT: '80a' } })),
    /variable FLOWRIGHT_PORT does not fit: give a whole/,
  );
  assert.deepEqual(await readConfigFile(write(t, '# nothing\n')), {});
});

test('whatever a file holds, it is read or refused in our words', async (t) => {
  const path = write(t, '');
  const values = fc.oneof(
    fc.string(),
    fc.json(),
    fc.dictionary(fc.constantFrom('port', 'blocks', 'data', 'x'), fc.jsonValue()).map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(values, async (text) => {
      writeFileSync(path, text);
      await readConfigFile(path).catch((error: unknown) => {
        assert.ok(error instanceof AppError, String(error));
        assert.equal(error.code, 'config-invalid');
      });
    }),
    { numRuns: 300 },
  );
});

test('docs/configuration.md holds the table as the program has it', () => {
  const docs = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'configuration.md'), 'utf8');
  assert.ok(docs.includes(formatReference()), `Put this table into docs/configuration.md:\n${formatReference()}`);
});
