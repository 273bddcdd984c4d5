import type { Workflow } from '#contract/workflow.ts';

/** Order of the keys of each part of the document; keys of free data keep theirs. */
const ORDER = {
  workflow: [
    '$schema',
    'flowright',
    'id',
    'name',
    'description',
    'tags',
    'inputs',
    'outputs',
    'variables',
    'settings',
    'steps',
    'edges',
    'notes',
    'groups',
  ],
  input: ['id', 'label', 'description', 'type', 'required', 'default', 'schema'],
  settings: ['timeoutMs', 'maxConcurrentRuns', 'onUncertain', 'retry', 'priority'],
  retry: ['maxAttempts', 'delayMs', 'backoff', 'maxDelayMs'],
  step: ['id', 'name', 'position', 'input', 'process', 'output', 'body', 'collapsed'],
  process: ['block', 'description', 'retry', 'timeoutMs', 'onError', 'onUncertain', 'join', 'disabled'],
  body: ['steps', 'edges', 'output'],
  edge: ['from', 'port', 'to'],
  position: ['x', 'y'],
  note: ['id', 'text', 'position', 'size', 'color'],
  size: ['width', 'height'],
  group: ['id', 'name', 'steps', 'color', 'collapsed'],
} as const;

type Part = keyof typeof ORDER;

/** Which parts are inside a part, by key. */
const INSIDE: { readonly [part in Part]?: Readonly<Record<string, Part>> } = {
  workflow: { inputs: 'input', settings: 'settings', steps: 'step', edges: 'edge', notes: 'note', groups: 'group' },
  settings: { retry: 'retry' },
  step: { position: 'position', process: 'process', body: 'body' },
  process: { retry: 'retry' },
  body: { steps: 'step', edges: 'edge' },
  note: { position: 'position', size: 'size' },
};

/** Lists that are left out when empty, because that is what they are by default. */
const OPTIONAL_LISTS = new Set(['inputs', 'edges']);

function arrange(value: object, part: Part): Record<string, unknown> {
  const order: readonly string[] = ORDER[part];
  const source = value as Readonly<Record<string, unknown>>;
  const arranged: Record<string, unknown> = {};
  for (const key of order) {
    const item = source[key];
    if (item === undefined || (OPTIONAL_LISTS.has(key) && Array.isArray(item) && item.length === 0)) continue;
    const inner = INSIDE[part]?.[key];
    arranged[key] = inner === undefined ? item : arrangeInside(item, inner);
  }
  return arranged;
}

function arrangeInside(item: unknown, part: Part): unknown {
  if (Array.isArray(item)) return item.map((one: unknown) => arrangeInside(one, part));
  return typeof item === 'object' && item !== null ? arrange(item, part) : item;
}

/** The workflow as text: the same keys in the same order every time, so that versions compare line by line. */
export function formatWorkflow(workflow: Workflow): string {
  return `${JSON.stringify(arrange(workflow, 'workflow'), undefined, 2)}\n`;
}
