import { compileSchema } from '#blocks/json-schema-check.ts';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { RunEvent, Wait } from '#contract/run-event.ts';
import type { Answer } from '../host.ts';
import type { LiveRun } from './live-run.ts';
import type { Due } from './timers.ts';

/** The event that something due causes; undefined when the run does not wait for it (any more). */
export function toDueEvent(run: LiveRun, due: Due, at: number): RunEvent | undefined {
  if (due.purpose === 'deadline') {
    return run.state.phase === 'running' && run.state.root.drain === undefined
      ? { type: 'run-timed-out', at }
      : undefined;
  }
  const instance = run.state.active.get(due.path);
  if (instance === undefined || instance.dueAt !== due.dueAt) return undefined;
  if (due.purpose === 'retry')
    return instance.phase === 'retrying' ? { type: 'retry-due', at, path: due.path } : undefined;
  if (instance.phase !== 'waiting') return undefined;
  const expires = run.values.findStep(due.path)?.wait?.kind !== 'timer';
  return { type: 'wait-resolved', at, path: due.path, outcome: expires ? 'expired' : 'fired' };
}

/** The event an answer causes. @throws AppError wait-not-open when the step does not wait for it, input-invalid when the answer does not fit */
export function toAnswerEvent(run: LiveRun, answer: Answer, at: number): RunEvent {
  const instance = run.state.active.get(answer.path);
  const by = answer.by === undefined ? {} : { by: answer.by };
  if (answer.kind === 'decision') {
    if (instance?.phase !== 'uncertain')
      refuse(run, answer.path, 'is not waiting for a decision about an uncertain effect');
    const { path, decision, output } = answer;
    return { type: 'uncertain-resolved', at, path, decision, ...(output === undefined ? {} : { output }), ...by };
  }
  const wait = run.values.findStep(answer.path)?.wait;
  if (instance?.phase !== 'waiting' || wait === undefined || wait.kind === 'timer')
    refuse(run, answer.path, 'is not waiting for an answer');
  checkAnswer(wait, answer.data);
  return { type: 'wait-resolved', at, path: answer.path, outcome: 'answered', data: answer.data, ...by };
}

/** An approval's form is checked when the answer approves. */
function checkAnswer(wait: Wait, data: JsonValue): void {
  if (wait.kind !== 'approval' || wait.schema === undefined) return;
  const given = typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as JsonObject) : {};
  if (given.approved === false) return;
  const reason = compileSchema(wait.schema)(given.answer ?? {});
  if (reason !== undefined) {
    throw new AppError('input-invalid', `The answer does not fit the form of "${wait.title}": ${reason}.`, {
      data: { field: 'answer' },
    });
  }
}

function refuse(run: LiveRun, path: string, what: string): never {
  const open = [...run.state.active.values()]
    .filter((step) => step.phase === 'waiting' || step.phase === 'uncertain')
    .map((step) => step.path);
  const hint = open.length === 0 ? 'The run waits for nothing.' : `It waits at: ${open.join(', ')}.`;
  throw new AppError('wait-not-open', `Step "${path}" of run ${run.id} ${what}. ${hint}`);
}
