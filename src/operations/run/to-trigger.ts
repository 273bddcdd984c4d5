import type { Principal } from '#access/principal.ts';
import type { RunTrigger } from '#contract/run-event.ts';
import type { Caller } from '../caller.ts';

/** Surfaces whose runs are told apart in lists; what comes over any other one is `api`. */
const OWN_KINDS = ['cli', 'mcp'];

/** What a run started by this caller tells of its start. */
export function toTrigger(caller: Caller, principal: Principal): RunTrigger {
  // Whoever has a session is a person at a browser.
  if (caller.credentials.kind === 'session') return { kind: 'manual', by: principal.name };
  return { kind: OWN_KINDS.includes(caller.surface) ? caller.surface : 'api', by: principal.name };
}
