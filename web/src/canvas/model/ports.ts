import type { Step } from '#contract/workflow.ts';
import type { Blocks } from './types.ts';

/** Port in a descriptor that stands for ports the step names itself. */
const ANY_PORT = '*';
const ERROR_PORT = 'error';
const MAX_PORTS = 100;
const ONLY: readonly string[] = ['out'];

const known = new WeakMap<object, readonly string[]>();

/** Ports a step names in its input, as the cases of a switch do. */
function namedPorts(step: Step): readonly string[] {
  const named: string[] = [];
  for (const list of Object.values(step.input ?? {})) {
    if (!Array.isArray(list)) continue;
    for (const item of list) {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) continue;
      const port: unknown = Reflect.get(item, 'port');
      if (typeof port === 'string' && port !== '' && port.length <= 100 && !port.includes('{{')) named.push(port);
    }
  }
  return named;
}

/**
 * The ports a step can be left by, the default one first: those of its block, those it names itself, and `error` when it takes that way.
 * A step of an unknown block has one. The same list for the same step.
 */
export function listPorts(step: Step, blocks: Blocks): readonly string[] {
  const block = blocks.get(step.process.block);
  // The step's parts, not the step: moving it changes nothing here.
  const key = step.input ?? step.process;
  const isPlain = block !== undefined && !block.ports.includes(ANY_PORT) && step.process.onError !== 'branch';
  if (isPlain) return block.ports;
  if (block === undefined && step.process.onError !== 'branch') return ONLY;
  const before = known.get(key);
  const own = block?.ports ?? ONLY;
  const ports = new Set(own.filter((port) => port !== ANY_PORT));
  if (own.includes(ANY_PORT)) for (const port of namedPorts(step)) if (ports.size < MAX_PORTS) ports.add(port);
  if (step.process.onError === 'branch') ports.add(ERROR_PORT);
  const list = [...ports];
  if (before !== undefined && before.length === list.length && before.every((port, at) => port === list[at]))
    return before;
  known.set(key, list);
  return list;
}
