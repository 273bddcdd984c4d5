import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { Journal } from '#journal/journal.ts';
import type { CreateHostUnderTest, HostSetup, HostUnderTest } from '../../suite/host-under-test.ts';
import { createMortalJournal, type MortalJournal, toDiskFull } from '../../suite/mortal-journal.ts';
import { EmbeddedHost } from '../embedded-host.ts';
import type { Clock, HostBlock } from '../ports.ts';

/** One process: from its start to its death. */
interface Life {
  readonly owner: string;
  readonly host: EmbeddedHost;
  readonly disk: MortalJournal;
  alive: boolean;
}

/** A clock that a dead process no longer hears. */
function toMortalClock(clock: Clock, isAlive: () => boolean): Clock {
  return {
    wall: () => clock.wall(),
    monotonic: () => clock.monotonic(),
    after: (ms, callback) =>
      clock.after(ms, () => {
        if (isAlive()) callback();
      }),
  };
}

/** Blocks whose handlers a dead process no longer calls. */
function toMortalBlocks(blocks: HostSetup['blocks'], isAlive: () => boolean): HostSetup['blocks'] {
  const known = new Map<HostBlock, HostBlock>();
  return (id) => {
    const block = blocks(id);
    if (block === undefined) return undefined;
    const made: HostBlock = known.get(block) ?? {
      ...block,
      async load() {
        const { run, effectOf } = await block.load();
        return { run: (ctx) => (isAlive() ? run(ctx) : new Promise(() => undefined)), effectOf };
      },
    };
    known.set(block, made);
    return made;
  };
}

function createLife(setup: HostSetup, journal: Journal, deadOwners: readonly string[]): Life {
  const disk = createMortalJournal(journal);
  const owner = randomUUID();
  const isAlive = () => life.alive;
  const host = new EmbeddedHost({
    owner,
    journal: disk.journal,
    workflows: setup.workflows,
    blocks: toMortalBlocks(setup.blocks, isAlive),
    secrets: setup.secrets,
    files: { roots: [], resolve: async (path) => path },
    network: { allowedPrivate: [] },
    clock: toMortalClock(setup.clock, isAlive),
    findDeadOwners: () => deadOwners,
    limits: setup.limits,
    log: setup.log,
  });
  const life: Life = { owner, host, disk, alive: true };
  return life;
}

/** Embedded hosts, one after the other, over a journal that outlives them. */
export function createEmbeddedUnderTest(journalFor: (t: TestContext) => Journal): CreateHostUnderTest {
  return async (t, setup) => {
    const journal = journalFor(t);
    const dead: string[] = [];
    let life = createLife(setup, journal, dead);

    function crash(): void {
      if (!life.alive) return;
      life.alive = false;
      life.disk.die();
      dead.push(life.owner);
    }

    async function replace(): Promise<void> {
      crash();
      await journal.flush();
      life = createLife(setup, journal, dead);
    }

    t.after(async () => {
      crash();
      await journal.flush();
      // Runs left unfinished must not turn up in the next test.
      await journal.adopt('nobody', dead);
    });

    const under: HostUnderTest = {
      get host() {
        return life.host;
      },
      journal,
      get alive() {
        return life.alive;
      },
      crash,
      replace,
      async restart() {
        await replace();
        await life.host.recover();
      },
      hold: () => life.disk.hold(),
      release: () => life.disk.release(),
      failDisk: () => life.disk.fail(toDiskFull()),
    };
    return under;
  };
}
