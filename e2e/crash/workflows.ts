import { toLedgerValue as booked } from './ledger.ts';
import { call, type Scenario, set, toChain, toWorkflow, wait } from './scenario.ts';

const PATIENT = { retry: { maxAttempts: 6, delayMs: 15, backoff: 'fixed' } };

function sequences(): readonly Scenario[] {
  return [
    {
      workflow: toWorkflow(
        'sequence',
        [
          { id: 'start', process: { block: 'manual.start' } },
          set('given', { n: '{{ input.n }}' }),
          {
            id: 'triple',
            input: { data: { n: '{{ given.n }}' }, expression: 'n * 3' },
            process: { block: 'data.transform' },
          },
          call('look', 'GET', { n: '{{ triple.result }}' }),
          call('book', 'POST', { n: '{{ look.value }}' }),
          call('save', 'PUT', { n: '{{ book.value }}' }),
          set('report', { saved: '{{ save.value }}' }),
        ],
        { outputs: { triple: '{{ triple.result }}', saved: '{{ report.saved }}' } },
      ),
      expected: (n) => ({ triple: n * 3, saved: booked(booked(booked(n * 3))) }),
    },
    {
      workflow: toWorkflow(
        'pure',
        Array.from({ length: 10 }, (_, at) =>
          set(`s${at}`, { n: at === 0 ? '{{ input.n }}' : `{{ s${at - 1}.n + 1 }}` }),
        ),
      ),
      expected: (n) => ({ n: n + 9 }),
    },
    {
      workflow: toWorkflow('waiting', [
        wait('long', 60),
        call('book', 'POST'),
        wait('short', 1),
        set('report', { booked: '{{ book.value }}' }),
      ]),
      expected: (n) => ({ booked: booked(n) }),
    },
    {
      workflow: toWorkflow(
        'large',
        [
          {
            id: 'many',
            input: {
              data: { n: '{{ input.n }}' },
              expression:
                '$map([1..3000], function($v) { { "at": $v + n, "text": "something to fill the page with" } })',
            },
            process: { block: 'data.transform' },
          },
          call('book', 'POST', { n: '{{ $count(many.result) }}' }),
          set('report', { last: '{{ many.result[2999].at }}', booked: '{{ book.value }}' }),
        ],
        { outputs: { last: '{{ report.last }}', booked: '{{ report.booked }}' } },
      ),
      expected: (n) => ({ last: n + 3000, booked: booked(3000) }),
    },
  ];
}

function branches(): readonly Scenario[] {
  const sides = ['left', 'right', 'middle'];
  return [
    {
      workflow: toWorkflow(
        'branches',
        [
          { id: 'odd', input: { condition: '{{ input.n % 2 = 1 }}' }, process: { block: 'control.if' } },
          call('on_odd', 'POST'),
          call('on_even', 'POST', { n: '{{ input.n + 100 }}' }),
          {
            id: 'way',
            input: { mode: 'first', values: ['{{ on_odd.value ?? null }}', '{{ on_even.value ?? null }}'] },
            process: { block: 'control.merge' },
          },
          ...sides.map((side) => call(side, side === 'middle' ? 'GET' : 'POST', { n: '{{ way.result }}' })),
          set('total', { sum: '{{ left.value + right.value + middle.value }}' }),
        ],
        {
          edges: [
            { from: 'odd', port: 'true', to: 'on_odd' },
            { from: 'odd', port: 'false', to: 'on_even' },
            { from: 'on_odd', to: 'way' },
            { from: 'on_even', to: 'way' },
            ...sides.flatMap((side) => [
              { from: 'way', to: side },
              { from: side, to: 'total' },
            ]),
          ],
        },
      ),
      expected: (n) => ({ sum: 3 * booked(booked(n % 2 === 1 ? n : n + 100)) }),
    },
    {
      workflow: toWorkflow(
        'refused',
        [
          call('book', 'POST', { kind: 'refuse', process: { onError: 'branch' } }),
          call('undo', 'POST', { n: '{{ input.n + 1 }}' }),
          set('never', { reached: true }),
        ],
        {
          edges: [
            { from: 'book', port: 'error', to: 'undo' },
            { from: 'book', to: 'never' },
          ],
          outputs: { undone: '{{ undo.value }}' },
        },
      ),
      expected: (n) => ({ undone: booked(n + 1) }),
    },
  ];
}

function loops(): readonly Scenario[] {
  const one = [call('book', 'POST', { n: '{{ item }}', place: 'book/{{ index }}' })];
  const many = [
    wait('pause', '{{ index * 7 % 20 }}'),
    call('book', 'POST', { n: '{{ item }}', place: 'book/{{ index }}' }),
    set('double', { value: '{{ book.value * 2 }}' }),
  ];
  const round = [
    call('save', 'PUT', { n: '{{ vars.round }}', place: 'save/{{ vars.round }}' }),
    {
      id: 'count',
      input: { values: { round: '{{ vars.round + 1 }}', sum: '{{ vars.sum + save.value }}' } },
      process: { block: 'control.set_variables' },
    },
  ];
  const items = (count: number) => `{{ [0..${count - 1}].($ + $$.input.n) }}`;
  const values = (n: number, count: number) => Array.from({ length: count }, (_, at) => booked(n + at));
  return [
    {
      workflow: toWorkflow(
        'one_by_one',
        [
          {
            id: 'each',
            input: { items: items(5) },
            process: { block: 'control.for_each' },
            body: { steps: one, edges: [], output: '{{ book.value }}' },
          },
        ],
        { outputs: { values: '{{ each.results }}' } },
      ),
      expected: (n) => ({ values: values(n, 5) }),
    },
    {
      workflow: toWorkflow(
        'side_by_side',
        [
          {
            id: 'each',
            input: { items: items(8), concurrency: 4 },
            process: { block: 'control.for_each' },
            body: { steps: many, edges: toChain(many), output: '{{ double.value }}' },
          },
        ],
        { outputs: { values: '{{ each.results }}' } },
      ),
      expected: (n) => ({ values: values(n, 8).map((value) => value * 2) }),
    },
    {
      workflow: toWorkflow(
        'counting',
        [
          {
            id: 'again',
            input: { condition: '{{ vars.round < 4 }}' },
            process: { block: 'control.while' },
            body: { steps: round, edges: toChain(round) },
          },
          call('book', 'POST', { n: '{{ vars.sum }}' }),
        ],
        {
          variables: { round: 0, sum: 0 },
          outputs: { sum: '{{ vars.sum }}', rounds: '{{ again.iterations }}', booked: '{{ book.value }}' },
        },
      ),
      expected: () => ({ sum: 16, rounds: 4, booked: booked(16) }),
    },
  ];
}

function failures(): readonly Scenario[] {
  return [
    {
      workflow: toWorkflow(
        'retrying',
        [
          call('look', 'GET', { kind: 'flaky', process: PATIENT }),
          call('book', 'POST', { kind: 'flaky', n: '{{ look.value }}', process: PATIENT }),
          call('save', 'PUT', { kind: 'flaky', n: '{{ book.value }}', process: PATIENT }),
        ],
        { outputs: { saved: '{{ save.value }}' } },
      ),
      expected: (n) => ({ saved: booked(booked(booked(n))) }),
    },
    {
      workflow: toWorkflow('sending_again', [call('book', 'POST', { process: { onUncertain: 'retry' } })], {
        outputs: { booked: '{{ book.value }}' },
      }),
      expected: (n) => ({ booked: booked(n) }),
    },
    {
      workflow: toWorkflow('giving_up', [call('book', 'POST', { process: { onUncertain: 'fail' } })], {
        outputs: { booked: '{{ book.value }}' },
      }),
      expected: (n) => ({ booked: booked(n) }),
    },
  ];
}

function others(): readonly Scenario[] {
  const path = 'out/{{ run.id }}.txt';
  return [
    {
      workflow: toWorkflow('called', [
        call('book', 'POST'),
        wait('pause', 10),
        set('report', { booked: '{{ book.value }}' }),
      ]),
      expected: (n) => ({ booked: booked(n) }),
    },
    {
      workflow: toWorkflow(
        'calling',
        [
          {
            id: 'sub',
            input: { workflow: 'called', input: { ledger: '{{ input.ledger }}', n: '{{ input.n + 1 }}' } },
            process: { block: 'control.call_workflow' },
          },
          call('save', 'PUT', { n: '{{ sub.output.booked }}' }),
        ],
        { outputs: { saved: '{{ save.value }}' } },
      ),
      expected: (n) => ({ saved: booked(booked(n + 1)) }),
    },
    {
      workflow: toWorkflow(
        'approving',
        [
          { id: 'ask', input: { title: 'May {{ input.n }} be booked?' }, process: { block: 'control.approval' } },
          call('book', 'POST'),
        ],
        { outputs: { by: '{{ ask.by }}', booked: '{{ book.value }}' } },
      ),
      expected: (n) => ({ by: 'driver', booked: booked(n) }),
      treatment: 'approve',
    },
    {
      workflow: toWorkflow('endless', [call('book', 'POST'), wait('for_ever', '1h'), call('never', 'POST')]),
      expected: () => null,
      treatment: 'cancel',
    },
    {
      workflow: toWorkflow('calling_endless', [
        {
          id: 'sub',
          input: { workflow: 'endless', input: { ledger: '{{ input.ledger }}', n: '{{ input.n }}' } },
          process: { block: 'control.call_workflow' },
        },
      ]),
      expected: () => null,
      treatment: 'cancel',
    },
    {
      workflow: toWorkflow(
        'twice',
        [
          {
            id: 'calls',
            input: { url: '{{ input.ledger }}/substep/{{ run.id }}', n: '{{ input.n }}' },
            process: { block: 'crash.two_calls' },
          },
        ],
        { outputs: { sum: '{{ calls.sum }}' } },
      ),
      expected: (n) => ({ sum: 2 * booked(n) }),
    },
    {
      workflow: toWorkflow(
        'filing',
        [
          { id: 'write', input: { path, content: 'n={{ input.n }}' }, process: { block: 'io.file_write' } },
          { id: 'read', input: { path }, process: { block: 'io.file_read' } },
        ],
        { outputs: { content: '{{ read.content }}' } },
      ),
      expected: (n) => ({ content: `n=${n}` }),
    },
  ];
}

/** The mix the crash suite runs. */
export function createScenarios(): readonly Scenario[] {
  return [...sequences(), ...branches(), ...loops(), ...failures(), ...others()];
}
