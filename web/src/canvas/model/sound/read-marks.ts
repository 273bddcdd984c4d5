import type { Workflow, WorkflowInput, WorkflowSettings } from '#contract/workflow.ts';
import { isStepId } from '../unique-id.ts';
import { bool, json, jsonRecord, listOf, number, oneOf, type Read, record, text } from './collector.ts';

type Note = NonNullable<Workflow['notes']>[number];
type Group = NonNullable<Workflow['groups']>[number];

/** A year, the longest duration (src/contract/workflow.ts). */
const MAX_MS = 31_622_400_000;
const FAR = 10_000_000;

export const readDuration = number(0, MAX_MS, true);
export const readOnUncertain = oneOf('ask', 'retry', 'fail');

export const readRetry = record<NonNullable<WorkflowSettings['retry']>>({
  maxAttempts: number(1, 100, true),
  delayMs: readDuration,
  backoff: oneOf('fixed', 'exponential'),
  maxDelayMs: readDuration,
});

export const readPosition = record<Note['position']>({ x: number(-FAR, FAR), y: number(-FAR, FAR) }, ['x', 'y']);

/** An id that is one by form. */
export const readStepId: Read<string> = (value, pointer, collector) =>
  typeof value === 'string' && isStepId(value)
    ? value
    : collector.drop(pointer, 'An id starts with a letter or _ and holds letters, digits and _.');

export const readSettings = record<WorkflowSettings>({
  timeoutMs: readDuration,
  maxConcurrentRuns: number(1, 10_000, true),
  onUncertain: readOnUncertain,
  retry: readRetry,
  priority: number(-100, 100, true),
});

const readInputFields = record<Partial<WorkflowInput>>(
  {
    id: readStepId,
    label: text(0, 10_000),
    description: text(0, 50_000),
    type: oneOf('string', 'text', 'number', 'integer', 'boolean', 'json', 'object', 'array', 'file'),
    required: bool,
    default: json,
    schema: jsonRecord,
  },
  ['id'],
);

/** An input of the workflow, with what it is by default. */
export const readInput: Read<WorkflowInput> = (value, pointer, collector) => {
  const input = readInputFields(value, pointer, collector);
  return input?.id === undefined
    ? undefined
    : { ...input, id: input.id, type: input.type ?? 'json', required: input.required ?? false };
};

export const readNote = record<Note>(
  {
    id: text(1, 100),
    text: text(0, 50_000),
    position: readPosition,
    size: record<NonNullable<Note['size']>>({ width: number(0, FAR), height: number(0, FAR) }, ['width', 'height']),
    color: text(0, 50),
  },
  ['id', 'text', 'position'],
);

export const readGroup = record<Group>(
  {
    id: text(1, 100),
    name: text(0, 200),
    steps: listOf(readStepId, 10_000),
    color: text(0, 50),
    collapsed: bool,
  },
  ['id', 'name', 'steps'],
);
