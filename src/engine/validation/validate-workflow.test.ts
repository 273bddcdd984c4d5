import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BlockDescriptor } from '#contract/block.ts';
import { Problem, type ProblemCode } from '#contract/problem.ts';
import { type Edge, type Step, Workflow } from '#contract/workflow.ts';
import { analyse } from '#expressions/analyse.ts';
import { validateWorkflow } from './validate-workflow.ts';

const block = (id: string, rest: object = {}): BlockDescriptor =>
  BlockDescriptor.parse({
    id,
    label: id,
    category: 'test',
    description: '',
    execution: { handler: 'test::x' },
    ...rest,
  });

const BLOCKS = new Map(
  [
    block('test.any'),
    block('test.fetch', {
      inputs: [
        { id: 'url', type: 'template', required: true },
        { id: 'count', type: 'integer', min: 1, max: 10 },
        { id: 'mode', type: 'select', options: ['fast', { value: 'slow' }], default: 'fast' },
        { id: 'wait', type: 'duration', max: 60_000 },
        { id: 'when', type: 'cron' },
        { id: 'code', type: 'code' },
        { id: 'tags', type: 'multiselect', options: ['a', 'b'] },
        { id: 'flag', type: 'boolean' },
        { id: 'rows', type: 'array' },
        { id: 'map', type: 'object' },
        { id: 'any', type: 'json' },
        { id: 'token', type: 'secret' },
        { id: 'speed', type: 'number', required: true, showIf: { mode: ['slow'] } },
      ],
      outputs: [
        { id: 'body', type: 'json' },
        { id: 'status', type: 'integer' },
      ],
    }),
    block('test.if', { ports: ['true', 'false'] }),
    block('test.switch', { ports: ['default', '*'] }),
    block('test.loop', {
      inputs: [{ id: 'items', type: 'json' }],
      outputs: [{ id: 'results', type: 'array' }],
      execution: { handler: 'test::loop', container: true },
    }),
  ].map((one) => [one.id, one]),
);

const step = (id: string, name = 'test.any', rest: object = {}) => ({ id, process: { block: name }, ...rest });
const edge = (from: string, to: string, port?: string) => ({ from, to, ...(port === undefined ? {} : { port }) });

function validate(document: object): readonly Problem[] {
  const workflow = Workflow.parse({ flowright: 1, id: 'w', name: 'W', steps: [], ...document });
  return validateWorkflow(workflow, { blocks: (id) => BLOCKS.get(id), analyse, blockIds: () => [...BLOCKS.keys()] });
}

/** Expects exactly one problem, and gives it. */
function only(document: object, code: ProblemCode, pointer: string, severity: 'error' | 'warning' = 'error'): Problem {
  const problems = validate(document);
  assert.deepEqual(
    problems.map((problem) => [problem.code, problem.pointer, problem.severity]),
    [[code, pointer, severity]],
  );
  const [problem] = problems;
  assert.ok(problem !== undefined);
  Problem.parse(problem);
  return problem;
}

const fetchStep = (id: string, input: object = {}) => step(id, 'test.fetch', { input: { url: 'x', ...input } });

describe('validation of steps and edges', () => {
  it('finds nothing wrong with a workflow that is right', () => {
    const document = {
      inputs: [{ id: 'day', type: 'string' }],
      variables: { limit: 1 },
      outputs: { all: '{{ each.results }}', day: '{{ input.day }}' },
      steps: [
        fetchStep('get', {
          url: 'https://x/{{ input.day }}',
          count: 3,
          wait: '30s',
          when: '0 9 * * 1-5',
          code: 'return "{{ raw }}"',
          tags: ['a'],
          flag: 'true',
          rows: '[1]',
        }),
        {
          ...step('each', 'test.loop', { input: { items: '{{ get.body[total > $$.vars.limit] }}' } }),
          body: {
            steps: [
              fetchStep('inner', { url: '{{ item.url }}/{{ index }}/{{ get.status }}' }),
              fetchStep('last', { url: '{{ inner.body }}' }),
            ],
            edges: [edge('inner', 'last')],
            output: '{{ last.body }}',
          },
        },
        step('check', 'test.if'),
        {
          ...fetchStep('end', { url: '{{ each.results }}' }),
          output: { only: '{{ body.x }}', more: '{{ each.results }}' },
        },
        step('after', 'test.any', { input: { x: '{{ end.only }}' } }),
      ].map((one) => one),
      edges: [edge('get', 'each'), edge('each', 'check'), edge('check', 'end', 'false'), edge('end', 'after')],
    };
    assert.deepEqual(
      validate(document).filter((problem) => problem.code !== 'unknown-input'),
      [],
    );
  });

  it('names an unknown block and the nearest one', () => {
    const problem = only({ steps: [step('a', 'test.fetsh')] }, 'unknown-block', '/steps/0/process/block');
    assert.match(problem.hint ?? '', /test\.fetch/);
    assert.equal(problem.stepId, 'a');
  });

  it('refuses ids used twice, also in a body, and ids that mean something else', () => {
    only({ steps: [step('a'), step('a')] }, 'duplicate-step', '/steps/1/id');
    only(
      { steps: [step('l', 'test.loop', { body: { steps: [step('l')] } })] },
      'duplicate-step',
      '/steps/0/body/steps/0/id',
    );
    only({ steps: [step('vars')] }, 'reserved-name', '/steps/0/id');
  });

  it('asks for a body where there must be one, and nowhere else', () => {
    only({ steps: [step('a', 'test.loop')] }, 'missing-body', '/steps/0');
    only(
      { steps: [step('a', 'test.loop', { body: { steps: [] } })] },
      'missing-body',
      '/steps/0/body/steps',
      'warning',
    );
    only({ steps: [step('a', 'test.any', { body: { steps: [step('b')] } })] }, 'unexpected-body', '/steps/0/body');
  });

  it('refuses edges that lead nowhere, out of their body or to their own step', () => {
    const problem = only(
      { steps: [step('first'), step('b')], edges: [edge('frist', 'b')] },
      'unknown-step',
      '/edges/0/from',
    );
    assert.match(problem.hint ?? '', /first/);
    const nested = {
      steps: [step('l', 'test.loop', { body: { steps: [step('inner')] } }), step('b')],
      edges: [edge('inner', 'b')],
    };
    assert.match(only(nested, 'unknown-step', '/edges/0/from').message, /inside the body of l/);
    only({ steps: [step('a')], edges: [edge('a', 'a')] }, 'self-edge', '/edges/0');
    only(
      { steps: [step('a'), step('b')], edges: [edge('a', 'b'), edge('a', 'b', 'out')] },
      'duplicate-edge',
      '/edges/1',
      'warning',
    );
  });

  it('knows the ports of a block', () => {
    const pair = [step('a', 'test.if'), step('b')];
    assert.match(
      only({ steps: pair, edges: [edge('a', 'b')] }, 'ambiguous-port', '/edges/0', 'warning').message,
      /leaves by true/,
    );
    const unknown = validate({ steps: pair, edges: [edge('a', 'b', 'maybe')] });
    assert.deepEqual(
      unknown.map((problem) => problem.code),
      ['unknown-port'],
    );
    assert.match(unknown[0]?.hint ?? '', /true, false/);
    assert.deepEqual(
      validate({ steps: [step('a', 'test.switch'), step('b')], edges: [edge('a', 'b', 'anything')] }),
      [],
    );
  });

  it('knows when the error port is taken', () => {
    const failing = (onError?: string) => [
      { id: 'a', process: { block: 'test.any', ...(onError === undefined ? {} : { onError }) } },
      step('b'),
    ];
    assert.deepEqual(validate({ steps: failing('branch'), edges: [edge('a', 'b', 'error')] }), []);
    assert.deepEqual(
      validate({ steps: failing(), edges: [edge('a', 'b', 'error')] }).map((problem) => [
        problem.code,
        problem.severity,
      ]),
      [
        ['dead-edge', 'warning'],
        ['unreachable', 'warning'],
      ],
    );
    only(
      { steps: failing('branch'), edges: [edge('a', 'b')] },
      'unhandled-error',
      '/steps/0/process/onError',
      'warning',
    );
  });

  it('follows dead paths to the steps that can never start', () => {
    const disabled = { id: 'a', process: { block: 'test.if', disabled: true } };
    const document = {
      steps: [disabled, step('b'), step('c'), step('d')],
      edges: [edge('a', 'b', 'false'), edge('b', 'c'), edge('a', 'd', 'true'), edge('c', 'd')],
    };
    assert.deepEqual(
      validate(document).map((problem) => [problem.code, problem.stepId]),
      [
        ['unreachable', 'b'],
        ['unreachable', 'c'],
      ],
    );
  });

  it('names the steps of a cycle', () => {
    const document = {
      steps: ['a', 'b', 'c', 'd'].map((id) => step(id)),
      edges: [edge('a', 'b'), edge('b', 'c'), edge('c', 'b'), edge('c', 'd')],
    };
    assert.match(only(document, 'cycle', '/steps/1').message, /b → c → b/);
  });

  it('notices groups of steps that are gone', () => {
    only(
      { steps: [step('a')], groups: [{ id: 'g', name: 'G', steps: ['a', 'gone'] }] },
      'unknown-step',
      '/groups/0/steps/1',
      'warning',
    );
  });
});

describe('validation of inputs', () => {
  const wrong = (input: object, key: string) =>
    only({ steps: [fetchStep('a', input)] }, 'wrong-type', `/steps/0/input/${key}`).message;

  it('misses what is required, unless it is not asked for', () => {
    assert.match(only({ steps: [step('a', 'test.fetch')] }, 'missing-input', '/steps/0/input').message, /url/);
    assert.match(only({ steps: [fetchStep('a', { url: null })] }, 'missing-input', '/steps/0/input').message, /url/);
    assert.match(
      only({ steps: [fetchStep('a', { mode: 'slow' })] }, 'missing-input', '/steps/0/input').message,
      /speed/,
    );
    assert.deepEqual(validate({ variables: { m: 'slow' }, steps: [fetchStep('a', { mode: '{{ vars.m }}' })] }), []);
  });

  it('refuses what the block does not take, naming the nearest', () => {
    assert.match(
      only({ steps: [fetchStep('a', { cuont: 1 })] }, 'unknown-input', '/steps/0/input/cuont').hint ?? '',
      /count/,
    );
  });

  it('refuses values of the wrong type, where they are known', () => {
    assert.match(wrong({ count: 'many' }, 'count'), /must be a number/);
    assert.match(wrong({ count: 1.5 }, 'count'), /whole number/);
    assert.match(wrong({ count: 11 }, 'count'), /at most 10/);
    assert.match(wrong({ count: 0 }, 'count'), /at least 1/);
    assert.match(wrong({ url: ['x'] }, 'url'), /must be a text, not a list/);
    assert.match(wrong({ mode: 'medium' }, 'mode'), /one of fast, slow/);
    assert.match(wrong({ wait: 'soon' }, 'wait'), /duration/);
    assert.match(wrong({ wait: '2h' }, 'wait'), /at most 60000 ms/);
    assert.match(wrong({ when: '61 * * * *' }, 'when'), /minute/);
    assert.match(wrong({ when: 'daily' }, 'when'), /five or six fields/);
    assert.match(wrong({ code: 5 }, 'code'), /must be a text/);
    assert.match(wrong({ tags: ['c'] }, 'tags'), /one of a, b/);
    assert.match(wrong({ flag: 'yes' }, 'flag'), /true or false/);
    assert.match(wrong({ rows: 'a, b' }, 'rows'), /must be a list/);
    assert.match(wrong({ map: [1] }, 'map'), /must be an object, not a list/);
    assert.match(wrong({ token: 1 }, 'token'), /must be a text/);
  });

  it('takes what the block will take', () => {
    assert.deepEqual(
      validate({
        steps: [
          fetchStep('a', {
            url: 5,
            count: '7',
            mode: 'slow',
            speed: '1e3',
            wait: 500,
            tags: 'b',
            flag: false,
            rows: [1, '{{ run.id }}'],
            map: '{"a":1}',
            any: null,
            token: '{{ secrets.T }}',
            when: '*/5 0-6,12 L jan-MAR mon#2',
          }),
        ],
      }),
      [],
    );
    assert.deepEqual(
      validate({
        steps: [fetchStep('a', { count: '{{ run.x }}', wait: '{{ run.y }}', mode: '{{ run.z }}', speed: 1 })],
      }),
      [],
    );
  });

  it('checks the defaults of the workflow', () => {
    only({ inputs: [{ id: 'n', type: 'number', default: 'x' }] }, 'wrong-type', '/inputs/0/default');
    only({ inputs: [{ id: 'n' }, { id: 'n' }] }, 'duplicate-input', '/inputs/1/id');
  });
});

describe('validation of references', () => {
  const reads = (source: string, rest: object = {}) => ({
    steps: [fetchStep('a'), fetchStep('b', { url: `{{ ${source} }}` })],
    edges: [edge('a', 'b')],
    ...rest,
  });

  it('refuses names that do not exist, suggesting the nearest', () => {
    const problem = only(
      { steps: [fetchStep('orders'), fetchStep('b', { url: 'x {{ ordrs.body }}' })], edges: [edge('orders', 'b')] },
      'unknown-reference',
      '/steps/1/input/url',
    );
    assert.match(problem.hint ?? '', /orders/);
    assert.equal(problem.stepId, 'b');
  });

  it('refuses steps that have not run by then', () => {
    assert.match(only({ ...reads('a.body'), edges: [] }, 'not-upstream', '/steps/1/input/url').message, /has not run/);
    assert.match(only(reads('b.body'), 'not-upstream', '/steps/1/input/url').message, /belongs to/);
    only({ ...reads('a.body'), edges: [edge('b', 'a')] }, 'not-upstream', '/steps/1/input/url');
  });

  it('sees through any number of steps', () => {
    const ids = Array.from({ length: 70 }, (_, index) => `s${index}`);
    const steps = ids.map((id) => fetchStep(id, id === 's69' ? { url: '{{ s0.body }}{{ s33.body }}' } : {}));
    assert.deepEqual(validate({ steps, edges: ids.slice(1).map((id, index) => edge(`s${index}`, id)) }), []);
  });

  const loop = (inner: object[], rest: object = {}) =>
    step('each', 'test.loop', { input: { items: [1] }, body: { steps: inner, ...rest } });

  it('keeps the inside of a loop inside', () => {
    const problems = validate({
      steps: [loop([fetchStep('inner')]), fetchStep('b', { url: '{{ inner.body }}' })],
      edges: [edge('each', 'b')],
    });
    assert.deepEqual(
      problems.map((problem) => [problem.code, problem.pointer]),
      [['not-upstream', '/steps/1/input/url']],
    );
    assert.match(problems[0]?.hint ?? '', /each\.results/);
  });

  it('lets a body see what comes before its loop, and not what comes after', () => {
    const inside = (source: string, edges: Edge[]) => ({
      steps: [fetchStep('a'), loop([fetchStep('inner', { url: `{{ ${source} }}` })])],
      edges,
    });
    assert.deepEqual(validate(inside('a.body', [edge('a', 'each')])), []);
    only(inside('a.body', [edge('each', 'a')]), 'not-upstream', '/steps/1/body/steps/0/input/url');
    only(inside('each.results', []), 'not-upstream', '/steps/1/body/steps/0/input/url');
  });

  it('knows item and index inside loops only', () => {
    assert.deepEqual(validate({ steps: [loop([loop2()], { output: '{{ [item, index] }}' })] }), []);
    assert.match(only(reads('item.x'), 'unknown-reference', '/steps/1/input/url').message, /only inside a loop/);
    only(
      { steps: [step('each', 'test.loop', { input: { items: '{{ item }}' }, body: { steps: [step('x')] } })] },
      'unknown-reference',
      '/steps/0/input/items',
    );
  });
  const loop2 = () =>
    step('deeper', 'test.loop', {
      input: { items: '{{ item }}' },
      body: { steps: [fetchStep('x', { url: '{{ item }}{{ index }}' })] },
    });

  it('knows the declared inputs, when there are any', () => {
    assert.deepEqual(validate(reads('input.anything')), []);
    assert.match(
      only(reads('input.dya', { inputs: [{ id: 'day' }] }), 'unknown-reference', '/steps/1/input/url').hint ?? '',
      /day/,
    );
  });

  it('warns about variables and outputs nothing is known of', () => {
    only(reads('vars.x'), 'unknown-variable', '/steps/1/input/url', 'warning');
    assert.match(only(reads('a.bdy.x'), 'unknown-output', '/steps/1/input/url', 'warning').hint ?? '', /body/);
    const mapped = reads('a.body');
    only(
      { ...mapped, steps: [{ ...mapped.steps[0], output: { mine: '{{ body }}' } }, mapped.steps[1]] },
      'unknown-output',
      '/steps/1/input/url',
      'warning',
    );
  });

  it("lets an output mapping see its block's outputs", () => {
    const mapping = (source: string) => ({ steps: [{ ...fetchStep('a'), output: { x: `{{ ${source} }}` } }] });
    assert.deepEqual(validate(mapping('body.rows')), []);
    only(mapping('bdoy.rows'), 'unknown-reference', '/steps/0/output/x');
    assert.deepEqual(validate({ steps: [step('a', 'test.any', { output: { x: '{{ whatever }}' } })] }), []);
  });

  it('checks the outputs of the workflow and of bodies', () => {
    only({ steps: [step('a')], outputs: { x: '{{ b }}' } }, 'unknown-reference', '/outputs/x');
    only({ steps: [loop([step('x')], { output: { y: '{{ z }}' } })] }, 'unknown-reference', '/steps/0/body/output/y');
  });

  it('does not let a secret be given out', () => {
    only({ steps: [step('a')], outputs: { x: '{{ secrets.KEY }}' } }, 'exposed-secret', '/outputs');
  });

  it('refuses expressions that cannot be read, with the place in the text', () => {
    const problem = only(
      { steps: [fetchStep('a', { url: 'https://{{ 1 + }}' })] },
      'bad-expression',
      '/steps/0/input/url',
    );
    assert.ok((problem.offset ?? 0) > 8);
  });

  it('says nothing about an expression that may read anything', () => {
    assert.deepEqual(validate(reads('$keys($)')), []);
  });
});

describe('validation of hostile documents', () => {
  it('takes 10,000 steps', () => {
    const steps = Array.from({ length: 10_000 }, (_, index) =>
      fetchStep(`s${index}`, { url: index === 0 ? 'x' : `{{ s${index >> 1}.body.x }}` }),
    );
    const edges = steps
      .slice(1)
      .flatMap((_, index) => [edge(`s${index}`, `s${index + 1}`), edge(`s${index >> 1}`, `s${index + 1}`)]);
    const workflow = Workflow.parse({ flowright: 1, id: 'w', name: 'W', steps, edges });
    const problems = validateWorkflow(workflow, { blocks: (id) => BLOCKS.get(id), analyse });
    assert.deepEqual(
      problems.filter((problem) => problem.code !== 'duplicate-edge'),
      [],
    );
  });

  it('counts the steps of bodies too, and bounds how deep they go', () => {
    const body = { steps: Array.from({ length: 6_000 }, (_, index) => step(`b${index}`)), edges: [] };
    const many = {
      steps: [step('l', 'test.loop', { body }), ...Array.from({ length: 6_000 }, (_, index) => step(`s${index}`))],
    };
    assert.deepEqual(
      validate(many).map((problem) => problem.code),
      ['too-many-steps'],
    );
    let deep: object = step('s');
    for (let level = 0; level < 40; level++) deep = step(`l${level}`, 'test.loop', { body: { steps: [deep] } });
    assert.deepEqual(
      validate({ steps: [deep] }).map((problem) => problem.code),
      ['too-deep'],
    );
  });

  it('lists a bounded number of problems', () => {
    const steps = Array.from({ length: 5_000 }, (_, index) => step(`s${index}`, 'no.such'));
    const problems = validate({ steps });
    assert.equal(problems.length, 1_000);
  });

  it('is not misled by names of Object.prototype', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      only({ steps: [fetchStep('a', { url: `{{ ${name}.x }}` })] }, 'unknown-reference', '/steps/0/input/url');
      only(
        { steps: [fetchStep('a', { url: `{{ input.${name} }}` })], inputs: [{ id: 'day' }] },
        'unknown-reference',
        '/steps/0/input/url',
      );
      only(
        { steps: [fetchStep('a', { url: `{{ vars.${name} }}` })], variables: { x: 1 } },
        'unknown-variable',
        '/steps/0/input/url',
        'warning',
      );
    }
  });

  it('agrees with a naive search about what comes before', () => {
    const graph = fc
      .integer({ min: 2, max: 45 })
      .chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 80 }),
          fc.nat(count - 1),
          fc.nat(count - 1),
        ),
      );
    fc.assert(
      fc.property(graph, ([count, pairs, from, to]) => {
        fc.pre(from !== to);
        const forward = pairs.filter(([a, b]) => a < b);
        const before = new Set<number>([to]);
        for (const node of before) for (const [a, b] of forward) if (b === node) before.add(a);
        const steps: object[] = Array.from({ length: count }, (_, index): object =>
          fetchStep(`s${index}`, index === to ? { url: `{{ s${from}.body }}` } : {}),
        );
        const found = validate({ steps, edges: forward.map(([a, b]) => edge(`s${a}`, `s${b}`)) }).some(
          (problem) => problem.code === 'not-upstream',
        );
        assert.equal(found, !before.has(from));
      }),
      { numRuns: 200 },
    );
  });

  it('finds a cycle exactly when there is one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 20 }), (pairs) => {
        const edges = pairs.filter(([a, b]) => a !== b);
        const reach = (start: number) => {
          const seen = new Set<number>();
          const queue = [start];
          for (const node of queue)
            for (const [a, b] of edges) {
              if (a !== node || seen.has(b)) continue;
              queue.push(b);
              seen.add(b);
            }
          return seen;
        };
        const cyclic = Array.from({ length: 10 }, (_, index) => index).some((index) => reach(index).has(index));
        const steps: Step[] = Array.from({ length: 10 }, (_, index) => ({
          id: `s${index}`,
          process: { block: 'test.any' },
        }));
        const problems = validate({ steps, edges: edges.map(([a, b]) => edge(`s${a}`, `s${b}`)) });
        const cycle = problems.find((problem) => problem.code === 'cycle');
        assert.equal(cycle !== undefined, cyclic);
        if (cycle === undefined) return;
        const names = /: (.*)\./.exec(cycle.message)?.[1]?.split(' → ') ?? [];
        for (let index = 1; index < names.length; index++) {
          assert.ok(
            edges.some(([a, b]) => `s${a}` === names[index - 1] && `s${b}` === names[index]),
            `${names[index - 1]} → ${names[index]}`,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});
