import type { RunEvent } from '#contract/run-event.ts';

/** What an event says, in the rest of its line. */
export function toEventNote(event: RunEvent): string {
  switch (event.type) {
    case 'run-created':
      return `${event.workflow.id} v${event.workflow.version} · ${event.trigger.kind}`;
    case 'step-started':
      return event.attempt > 1 ? `attempt ${event.attempt}` : '';
    case 'step-succeeded':
      return event.ports === undefined ? '' : `→ ${event.ports.join(', ')}`;
    case 'step-failed':
      return event.error.message;
    case 'step-waiting':
      return event.wait.kind;
    case 'wait-resolved':
      return event.by === undefined ? event.outcome : `${event.outcome} · ${event.by}`;
    case 'step-logged':
      return event.level === 'info' ? event.message : `${event.level} · ${event.message}`;
    case 'substep-finished':
      return event.key;
    case 'loop-started':
      return event.count === null ? '' : `${event.count} items`;
    case 'iteration-finished':
      return `[${event.index}]${event.error === undefined ? '' : ` ${event.error.message}`}`;
    case 'child-started':
    case 'child-finished':
      return event.runId;
    case 'uncertain-resolved':
      return event.decision;
    case 'cancel-requested':
      return [event.by, event.reason].filter((part) => part !== undefined).join(': ');
    case 'run-finished':
      return event.error === undefined ? event.status : `${event.status} · ${event.error.message}`;
    default:
      return '';
  }
}
