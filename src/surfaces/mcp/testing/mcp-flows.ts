import type { Workflow } from '#contract/workflow.ts';

/** A callable workflow that answers a greeting, in two steps. */
export const GREET: Workflow = {
  flowright: 1,
  id: 'greet',
  name: 'Greet',
  description: 'Greets somebody.',
  tags: ['callable'],
  inputs: [
    { id: 'name', label: 'Name', description: 'Whom to greet', type: 'string', required: true },
    { id: 'loud', type: 'boolean', required: false, default: false },
  ],
  outputs: { greeting: '{{ greeting.text }}' },
  steps: [
    { id: 'begin', input: { values: { word: 'Hello' } }, process: { block: 'data.set' } },
    {
      id: 'greeting',
      input: { values: { text: '{{ begin.word }}, {{ input.name }}!' } },
      process: { block: 'data.set' },
    },
  ],
  edges: [{ from: 'begin', to: 'greeting' }],
};

/** A callable workflow that waits far longer than any test. */
export const SLEEP: Workflow = {
  flowright: 1,
  id: 'sleep',
  name: 'Sleep',
  tags: ['callable'],
  inputs: [],
  steps: [{ id: 'wait', input: { mode: 'duration', duration: '1h' }, process: { block: 'control.wait' } }],
  edges: [],
};

/** A callable workflow that fails. */
export const BREAK: Workflow = {
  flowright: 1,
  id: 'break',
  name: 'Break',
  tags: ['callable'],
  inputs: [],
  steps: [{ id: 'parse', input: { text: '{' }, process: { block: 'data.json_parse' } }],
  edges: [],
};
