import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { type BlockRegistry, loadBlocks } from './registry.ts';
import { createFakeContext } from './testing/fake-context.ts';
import { createTempBlocks, type TempBlocks, toDescriptorJson } from './testing/temp-blocks.ts';

const RUN = 'export const run = (ctx) => ({ got: ctx.inputs });\n';

async function load(...plugins: readonly TempBlocks[]): Promise<BlockRegistry> {
  return loadBlocks({ builtIn: import.meta.dirname, directories: plugins.map(({ directory }) => directory) });
}

/** Loads one descriptor text and answers its problems as `line:column reason`. */
async function findProblems(t: TestContext, text: string): Promise<readonly string[]> {
  const registry = await load(createTempBlocks(t, { 'one/block.json': text, 'one/run.js': RUN }));
  return registry.problems.map(({ line, column, reason }) => `${line}:${column} ${reason}`);
}

describe('loadBlocks', () => {
  it('loads the smallest descriptor there can be as it is, with safe defaults', async (t) => {
    const minimal = `{
      "id": "my.start", "label": "Manual Start", "category": "control", "description": "Starts",
      "inputs":  [{ "id": "input_data", "type": "json", "required": false, "default": "{}" }],
      "outputs": [{ "id": "data", "type": "json" }],
      "execution": { "handler": "file::./run.js", "timeoutMs": 30000 }
    }`;
    const registry = await load(createTempBlocks(t, { 'start/block.json': minimal, 'start/run.js': RUN }));
    assert.deepEqual(registry.problems, []);
    const block = registry.get('my.start');
    assert.ok(block);
    const { effect, ports, timeoutMs, container, builtIn, trigger } = block;
    assert.deepEqual(
      { effect, ports, timeoutMs, container, builtIn, trigger },
      { effect: 'effect', ports: ['out'], timeoutMs: 30_000, container: false, builtIn: false, trigger: false },
    );
    assert.deepEqual(block.validateInputs({}), { input_data: {} });
  });

  it('adds blocks of folders one to three levels deep, beside the built-in ones', async (t) => {
    const files = Object.fromEntries(
      ['a', 'x/b', 'x/y/c', 'x/y/z/d', '.hidden', 'node_modules/e'].map((path) => [
        `${path}/block.json`,
        toDescriptorJson(`test.${path.at(-1)}`, 'workflow::w'),
      ]),
    );
    const registry = await load(createTempBlocks(t, files));
    const own = registry.list().filter((block) => !block.builtIn);
    assert.deepEqual(
      own.map(({ id }) => id),
      ['test.a', 'test.b', 'test.c'],
    );
    assert.equal(registry.get('manual.start')?.builtIn, true);
    assert.equal(registry.get('test.zzz'), undefined);
    assert.equal(registry.get('constructor'), undefined);
  });

  it('follows links to folders, and takes the folder of a block itself', async (t) => {
    const block = createTempBlocks(t, { 'block.json': toDescriptorJson('test.linked', 'workflow::w') });
    const links = createTempBlocks(t);
    symlinkSync(block.directory, join(links.directory, 'linked'));
    symlinkSync(links.directory, join(links.directory, 'round'));
    assert.equal((await load(block)).get('test.linked')?.builtIn, false);
    assert.equal((await load(links)).get('test.linked')?.builtIn, false);
  });

  it('reports a broken descriptor with its place and loads the others', async (t) => {
    const temp = createTempBlocks(t, {
      'a/block.json': '{\n  "id": "test.a",\n  "label": oops\n}',
      'b/block.json': toDescriptorJson('test.b', 'workflow::w'),
      'c/block.json': JSON.stringify(
        { ...toDescriptorJson('test.c', 'workflow::w'), inputs: [{ id: 'x', type: 'colour' }], lable: 'C' },
        null,
        1,
      ),
    });
    const registry = await load(temp);
    assert.ok(registry.get('test.b'));
    assert.ok(registry.get('manual.start'));
    const [first, ...others] = registry.problems;
    assert.deepEqual(first, {
      file: join(temp.directory, 'a/block.json'),
      line: 3,
      column: 12,
      reason: 'this is no JSON: a value is expected',
    });
    assert.equal(others.length, 2);
    assert.deepEqual(others.map(({ line, column }) => `${line}:${column}`).sort(), ['13:4', '16:2']);
    assert.ok(others.some(({ reason }) => reason.startsWith('inputs[0].type: ')));
  });

  const faults: readonly (readonly [string, object, RegExp])[] = [
    ['a handler of another kind', { execution: { handler: 'control::if' } }, /only built-in blocks/],
    ['an unknown connector', { execution: { handler: 'connector::ftp' } }, /only connector is connector::http/],
    ['a connector without a request', { execution: { handler: 'connector::http' } }, /needs execution.request/],
    [
      'a request without a connector',
      { execution: { handler: 'workflow::w', request: { url: 'x' } } },
      /only a connector/,
    ],
    ['a handler that is not there', { execution: { handler: 'file::./other.js' } }, /not there/],
    ['a handler outside the folder', { execution: { handler: 'file::./../outside.js' } }, /leads out/],
    ['a handler that is no program', { execution: { handler: 'file::./block.json' } }, /must name a .js/],
    ['an MCP handler without a tool', { execution: { handler: 'mcp::files' } }, /server and a tool/],
    [
      'an input there twice',
      {
        inputs: [
          { id: 'x', type: 'json' },
          { id: 'x', type: 'text' },
        ],
      },
      /"x" is there twice/,
    ],
    [
      'an input no object can lack',
      { inputs: [{ id: 'constructor', type: 'json' }] },
      /cannot be called "constructor"/,
    ],
    ['an output no object can lack', { outputs: [{ id: 'toString', type: 'json' }] }, /cannot be called "toString"/],
    ['a select without options', { inputs: [{ id: 'x', type: 'select' }] }, /needs options/],
    ['options of a text', { inputs: [{ id: 'x', type: 'text', options: ['a'] }] }, /only a select/],
    ['an option there twice', { inputs: [{ id: 'x', type: 'select', options: ['a', { value: 'a' }] }] }, /twice/],
    [
      'a default of the wrong type',
      { inputs: [{ id: 'x', type: 'integer', default: 'a lot' }] },
      /default of "x" is not a whole number/,
    ],
    [
      'an object default that is no JSON',
      { inputs: [{ id: 'x', type: 'object', default: '{oops' }] },
      /is not an object/,
    ],
    ['a pattern that is none', { inputs: [{ id: 'x', type: 'text', pattern: '(' }] }, /regular expression/],
    ['a pattern that looks around', { inputs: [{ id: 'x', type: 'text', pattern: '^(?!a)' }] }, /look-around/],
    ['a pattern that looks back', { inputs: [{ id: 'x', type: 'text', pattern: '(a)\\1' }] }, /back-references/],
    ['a min above max', { inputs: [{ id: 'x', type: 'number', min: 2, max: 1 }] }, /greater than max/],
    ['showIf on nothing', { inputs: [{ id: 'x', type: 'text', showIf: { y: [1] } }] }, /no other input/],
    ['a nameless first port', { ports: ['*'] }, /needs a name/],
    ['an icon elsewhere', { icon: '../../secret.svg' }, /in the folder/],
    ['a bad id', { id: 'Test' }, /category.name/],
    ['no execution', { execution: undefined }, /execution/],
  ];
  for (const [what, replaced, reason] of faults) {
    it(`refuses ${what}`, async (t) => {
      const problems = await findProblems(t, JSON.stringify({ ...toDescriptorJson('test.one'), ...replaced }));
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', reason);
    });
  }

  it('survives hostile and unreadable descriptors', async (t) => {
    for (const text of [
      '',
      'null',
      '[]',
      '"a"',
      '\u0000',
      '['.repeat(100_000),
      `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
    ]) {
      assert.notDeepEqual(await findProblems(t, text), [], text.slice(0, 20));
    }
    assert.match((await findProblems(t, `{"id": "${'x'.repeat(1024 * 1024)}"}`))[0] ?? '', /bytes/);
    const temp = createTempBlocks(t);
    mkdirSync(join(temp.directory, 'one/block.json'), { recursive: true });
    assert.match((await load(temp)).problems[0]?.reason ?? '', /cannot be read/);
  });

  it('reads a descriptor with a byte order mark', async (t) => {
    assert.deepEqual(await findProblems(t, `\uFEFF${JSON.stringify(toDescriptorJson('test.one'))}`), []);
  });

  it('refuses a handler that leads out of the folder by a link', async (t) => {
    const temp = createTempBlocks(t, { 'outside.js': RUN, 'one/block.json': toDescriptorJson('test.one') });
    symlinkSync(join(temp.directory, 'outside.js'), join(temp.directory, 'one/run.js'));
    assert.match((await load(temp)).problems[0]?.reason ?? '', /leads out/);
  });

  it('keeps built-in blocks from being replaced, and the first of two with one id', async (t) => {
    const files = {
      'a/block.json': toDescriptorJson('control.if', 'workflow::w'),
      'b/block.json': toDescriptorJson('test.same', 'workflow::first'),
      'c/block.json': toDescriptorJson('test.same', 'workflow::second'),
    };
    const registry = await load(createTempBlocks(t, files));
    assert.equal(registry.get('control.if')?.builtIn, true);
    assert.equal(registry.get('test.same')?.descriptor.execution.handler, 'workflow::first');
    assert.match(registry.problems[0]?.reason ?? '', /built-in block/);
    assert.match(registry.problems[1]?.reason ?? '', /already that of the block in/);
    assert.deepEqual([registry.problems[0]?.line, registry.problems[0]?.column], [2, 3]);
  });

  it('reports a built-in handler in the wrong folder, or without code', async (t) => {
    const { directory } = createTempBlocks(t, {
      'data/sort/block.json': toDescriptorJson('data.sort', 'control::sort'),
      'data/join/block.json': toDescriptorJson('data.join', 'data::join'),
    });
    const registry = await loadBlocks({ builtIn: directory, directories: [] });
    assert.deepEqual(registry.list(), []);
    assert.deepEqual(
      registry.problems.map(({ reason }) => reason),
      [
        "the handler's file run.ts is not in data/join",
        'the handler control::sort belongs in the folder control/sort, not in data/sort',
      ],
    );
  });

  it('reports a directory that is not there', async () => {
    const registry = await loadBlocks({ builtIn: import.meta.dirname, directories: ['/nowhere/at/all'] });
    assert.match(registry.problems[0]?.reason ?? '', /cannot be read/);
    assert.ok(registry.get('manual.start'));
  });

  it('takes a directory given twice once', async (t) => {
    const temp = createTempBlocks(t, { 'a/block.json': toDescriptorJson('test.a', 'workflow::w') });
    assert.deepEqual((await load(temp, temp)).problems, []);
  });
});

describe('reload', () => {
  it('sees blocks that come, change and go, and keeps the others as they are', async (t) => {
    const temp = createTempBlocks(t, {
      'a/block.json': toDescriptorJson('test.a', 'workflow::w'),
      'b/block.json': toDescriptorJson('test.b', 'workflow::w'),
    });
    const registry = await load(temp);
    const kept = registry.get('test.a');
    assert.deepEqual(registry.reload(), []);
    temp.write('b/block.json', '{');
    temp.write('c/block.json', toDescriptorJson('test.c', 'workflow::w'));
    assert.deepEqual(registry.reload(), ['test.b', 'test.c']);
    assert.equal(registry.get('test.a'), kept);
    assert.equal(registry.get('test.b'), undefined);
    assert.equal(registry.problems.length, 1);
    temp.write('b/block.json', toDescriptorJson('test.b', 'workflow::other'));
    assert.deepEqual(registry.reload(), ['test.b']);
    assert.deepEqual(registry.problems, []);
  });

  it('reads changed code anew', async (t) => {
    const temp = createTempBlocks(t, {
      'a/block.json': toDescriptorJson('test.a'),
      'a/run.js': 'export const run = () => ({ say: 1 });',
    });
    const registry = await load(temp);
    const say = async (): Promise<unknown> => {
      const loaded = await registry.get('test.a')?.load();
      const answer = await loaded?.run(createFakeContext({}));
      return answer !== undefined && 'outputs' in answer ? answer.outputs : answer;
    };
    assert.deepEqual(await say(), { say: 1 });
    const file = temp.write('a/run.js', 'export const run = () => ({ say: 2 });');
    utimesSync(file, 2_000_000_000, 2_000_000_000);
    assert.deepEqual(registry.reload(), ['test.a']);
    assert.deepEqual(await say(), { say: 2 });
  });

  it('lets code that could not be loaded be put right', async (t) => {
    const temp = createTempBlocks(t, {
      'a/block.json': toDescriptorJson('test.a'),
      'a/run.js': 'export const run = () => ({',
    });
    const registry = await load(temp);
    await assert.rejects(
      async () => registry.get('test.a')?.load(),
      (error) => error instanceof AppError && error.code === 'descriptor-invalid' && /SyntaxError/.test(error.message),
    );
    const file = temp.write('a/run.js', 'export const other = 1;');
    utimesSync(file, 2_000_000_000, 2_000_000_000);
    registry.reload();
    await assert.rejects(async () => registry.get('test.a')?.load(), /no exported function "run"/);
  });
});
