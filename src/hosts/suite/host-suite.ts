import { describe, it } from 'node:test';
import type { CreateHostUnderTest } from './host-under-test.ts';
import { type Behaviour, createLab } from './lab.ts';
import { testCalls } from './test-calls.ts';
import { testCancelling } from './test-cancelling.ts';
import { testClosing } from './test-closing.ts';
import { testCrashes } from './test-crashes.ts';
import { testData } from './test-data.ts';
import { testEffects } from './test-effects.ts';
import { testFailures } from './test-failures.ts';
import { testForks } from './test-forks.ts';
import { testGraphs } from './test-graphs.ts';
import { testLogs } from './test-logs.ts';
import { testLoops } from './test-loops.ts';
import { testQueues } from './test-queues.ts';
import { testScopes } from './test-scopes.ts';
import { testSecrets } from './test-secrets.ts';
import { testStarts } from './test-starts.ts';
import { testWaits } from './test-waits.ts';
import { testWatching } from './test-watching.ts';

const PARTS: readonly (readonly [string, (behaviour: Behaviour) => void])[] = [
  ['starts', testStarts],
  ['data', testData],
  ['secrets', testSecrets],
  ['graphs', testGraphs],
  ['loops', testLoops],
  ['calls', testCalls],
  ['waits', testWaits],
  ['failures', testFailures],
  ['cancelling', testCancelling],
  ['effects', testEffects],
  ['crashes', testCrashes],
  ['queues', testQueues],
  ['forks', testForks],
  ['scopes', testScopes],
  ['watching', testWatching],
  ['logs', testLogs],
  ['closing', testClosing],
];

/** What every host must do. */
export function describeHost(name: string, create: CreateHostUnderTest): void {
  const behaviour: Behaviour = (what, check, limits) =>
    void it(what, { timeout: 30_000 }, async (t) => check(await createLab(t, create, limits)));
  describe(name, () => {
    for (const [part, test] of PARTS) describe(part, () => test(behaviour));
  });
}
