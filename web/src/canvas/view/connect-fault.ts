import { canConnect } from '../model/edits/connect.ts';
import type { EditorState } from '../store/editor-store.ts';
import type { ConnectStart } from '../store/view-state.ts';

const known = new WeakMap<ConnectStart, Map<string, string | undefined>>();

/** The edge there would be when the free end is tied to a step. */
export function toConnection(
  { stepId, port, end }: ConnectStart,
  other: string,
): { from: string; to: string; port?: string | undefined } {
  return end === 'to' ? { from: stepId, port, to: other } : { from: other, port, to: stepId };
}

/** Why the free end may not be tied to a step; `undefined` when it may. Remembered while the connection is being drawn. */
export function findConnectFault(
  { workflow, blocks }: Pick<EditorState, 'workflow' | 'blocks'>,
  start: ConnectStart,
  other: string,
): string | undefined {
  let faults = known.get(start);
  if (faults === undefined) {
    faults = new Map();
    known.set(start, faults);
  }
  if (faults.has(other)) return faults.get(other);
  const answer = canConnect(workflow, toConnection(start, other), {
    blocks,
    ...(start.replaces === undefined ? {} : { without: start.replaces }),
  });
  const fault = answer.ok ? undefined : answer.message;
  faults.set(other, fault);
  return fault;
}
