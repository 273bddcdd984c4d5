import assert from 'node:assert/strict';
import type { Drain, RunState, ScopeState } from '../state.ts';

function assertScope(state: RunState, scope: ScopeState): void {
  const unsettled = scope.status.filter((status) => status === 'pending' || status === 'active').length;
  assert.equal(scope.remaining, unsettled, `steps left in scope "${scope.path}"`);
  assert.ok(
    scope.pending.every((left) => left >= 0),
    `an edge into a step of scope "${scope.path}" was settled twice`,
  );
  for (const instance of scope.active) {
    assert.equal(state.active.get(instance.path), instance, `${instance.path} is active in its scope only`);
  }
}

function assertDrain(state: RunState, drain: Drain | undefined): void {
  for (const member of drain?.members ?? []) {
    assert.equal(member.drain, drain, `${member.path} is counted by a drain that is not its own`);
    assert.equal(state.active.get(member.path), member, `${member.path} is waited for but not active`);
  }
}

/** What holds of a run's state after every event. */
export function assertSound(state: RunState): void {
  for (const scope of state.scopes.values()) {
    assertScope(state, scope);
    assertDrain(state, scope.drain);
  }
  for (const instance of state.active.values()) {
    const { path, scope, loop, drain, phase } = instance;
    assert.ok(scope.active.has(instance), `${path} is not known to its scope`);
    if (drain !== undefined) assert.ok(drain.members.has(instance), `${path} is not waited for`);
    else assert.equal(state.scopes.get(scope.path), scope, `${path} runs in a scope that is gone`);
    if (loop === undefined) continue;
    assert.ok(loop.open.size <= loop.concurrency, `${path} has more iterations under way than allowed`);
    assert.equal(loop.next, loop.finished + loop.open.size, `${path} lost an iteration`);
    assert.equal(phase === 'looping', loop.open.size > 0 || loop.drain !== undefined, `${path} loops over nothing`);
    for (const open of loop.open) assert.equal(state.scopes.get(open.path), open, `${open.path} is gone but open`);
    assertDrain(state, loop.drain);
  }
  if (state.phase === 'finished')
    assert.equal(state.active.size + state.scopes.size, 0, 'a finished run keeps nothing');
}
