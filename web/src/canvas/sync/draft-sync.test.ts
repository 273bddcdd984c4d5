import { ORPCError } from '@orpc/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step, Workflow } from '#contract/workflow.ts';
import type { DraftServer, Loaded, Timers, Unsent, UnsentShelf } from './draft-port.ts';
import { DraftSync } from './draft-sync.ts';
import type { SyncState } from './sync-state.ts';

const step = (id: string, name = id): Step => ({ id, name, process: { block: 'data.set' } });
const document = (...steps: readonly Step[]): Workflow => ({
  flowright: 1,
  id: 'w',
  name: 'W',
  inputs: [],
  steps: [...steps],
  edges: [],
});

/** The server of the design: one draft, revisions that only grow, versions that are never overwritten. */
function createServer(first?: Workflow) {
  const versions: Workflow[] = first === undefined ? [] : [first];
  let draft: { revision: number; baseVersion: number; workflow: Workflow } | undefined;
  let revision = 0;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const server = {
    isOnline: true,
    versions,
    get draft() {
      return draft;
    },
    load(): Loaded {
      const workflow = versions.at(-1);
      return { current: workflow === undefined ? undefined : { version: versions.length, workflow }, draft };
    },
    importVersion(workflow: Workflow) {
      versions.push(workflow);
      tell();
    },
  };
  const reach = async () => {
    await Promise.resolve();
    if (!server.isOnline) throw new TypeError('Failed to fetch');
  };
  const connect = (changed: () => void): DraftServer & { readonly stop: () => void } => {
    const listener = () => changed();
    listeners.add(listener);
    const others = () => {
      for (const other of [...listeners]) if (other !== listener) other();
    };
    return {
      stop: () => listeners.delete(listener),
      async load() {
        await reach();
        return server.load();
      },
      async loadVersion(version) {
        await reach();
        const workflow = versions[version - 1];
        if (workflow === undefined) throw new Error('no such version');
        return workflow;
      },
      async saveDraft({ workflow, baseVersion, expectedRevision }) {
        await reach();
        if ((draft?.revision ?? 0) !== expectedRevision)
          throw new ORPCError('conflict', { message: 'another revision' });
        revision += 1;
        draft = { revision, baseVersion, workflow: structuredClone(workflow) };
        others();
        return { revision, updatedAt: 1 };
      },
      async discardDraft(expectedRevision) {
        await reach();
        if (draft === undefined) return;
        if (draft.revision !== expectedRevision) throw new ORPCError('conflict', { message: 'another revision' });
        draft = undefined;
        revision += 1;
        others();
      },
      async saveVersion({ workflow, expectedVersion }) {
        await reach();
        if (versions.length !== expectedVersion) throw new ORPCError('conflict', { message: 'another version' });
        versions.push(structuredClone(workflow));
        others();
        return { version: versions.length, createdAt: 2 };
      },
    };
  };
  return Object.assign(server, { connect });
}

/** Timers that go off when a test says so. */
function createTimers() {
  const due = new Set<() => void>();
  const timers: Timers = {
    after(_ms, callback) {
      due.add(callback);
      return () => due.delete(callback);
    },
  };
  const fire = () => {
    const callbacks = [...due];
    due.clear();
    for (const callback of callbacks) callback();
  };
  return { timers, fire, isIdle: () => due.size === 0 };
}

function createShelf(first: readonly Unsent[] = []) {
  let kept: readonly Unsent[] = first;
  const shelf: UnsentShelf = {
    take: () => kept,
    put: (unsent) => {
      kept = [structuredClone(unsent)];
    },
    clear: () => {
      kept = [];
    },
  };
  return { shelf, kept: () => kept };
}

const settle = async () => {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
};

function openWindow(server: ReturnType<typeof createServer>, unsent: readonly Unsent[] = []) {
  const loaded = server.load();
  let workflow = loaded.draft?.workflow ?? loaded.current?.workflow ?? document();
  const { timers, fire, isIdle } = createTimers();
  const { shelf, kept } = createShelf(unsent);
  let state: SyncState | undefined;
  const connection = server.connect(() => void sync.pull());
  const sync: DraftSync = new DraftSync({
    server: connection,
    editor: {
      read: () => workflow,
      replace: (next) => {
        workflow = next;
      },
    },
    shelf,
    timers,
    loaded,
    onState: (next) => {
      state = next;
    },
  });
  return {
    sync,
    kept,
    isIdle,
    read: () => workflow,
    state: () => state ?? sync.state,
    edit(change: (before: Workflow) => Workflow) {
      workflow = change(workflow);
      sync.changed();
    },
    async tick() {
      fire();
      await settle();
    },
    leave() {
      connection.stop();
      sync.close();
    },
  };
}

const rename = (id: string, name: string) => (before: Workflow) => ({
  ...before,
  steps: before.steps.map((each) => (each.id === id ? { ...each, name } : each)),
});
const add = (id: string) => (before: Workflow) => ({ ...before, steps: [...before.steps, step(id)] });
const names = (workflow: Workflow | undefined) => workflow?.steps.map(({ name }) => name).toSorted();

describe('the sync of drafts', () => {
  it('sends a draft after a pause, and ends it when everything is undone', async () => {
    const server = createServer(document(step('a')));
    const { edit, tick, state } = openWindow(server);
    expect(state().phase).toBe('saved');
    edit(rename('a', 'A'));
    expect(state().phase).toBe('unsaved');
    await tick();
    expect(state().phase).toBe('draft');
    expect(names(server.draft?.workflow)).toEqual(['A']);
    edit(rename('a', 'a'));
    await tick();
    expect(server.draft).toBeUndefined();
    expect(state().phase).toBe('saved');
  });

  it('keeps what two windows change, in both of them', async () => {
    const server = createServer(document(step('a'), step('b')));
    const left = openWindow(server);
    const right = openWindow(server);
    left.edit(rename('a', 'left'));
    right.edit(rename('b', 'right'));
    await Promise.all([left.tick(), right.tick()]);
    await settle();
    expect(names(left.read())).toEqual(['left', 'right']);
    expect(names(right.read())).toEqual(['left', 'right']);
    expect(names(server.draft?.workflow)).toEqual(['left', 'right']);
    expect([...left.state().conflicts, ...right.state().conflicts]).toEqual([]);
  });

  it('shows what both changed differently and loses neither side', async () => {
    const server = createServer(document(step('a')));
    const left = openWindow(server);
    const right = openWindow(server);
    left.edit(rename('a', 'left'));
    await left.tick();
    // This window heard nothing yet of what the other one did.
    right.edit(rename('a', 'right'));
    await right.tick();
    await settle();
    const conflicts = [...left.state().conflicts, ...right.state().conflicts];
    const last = names(server.draft?.workflow);
    if (conflicts.length === 0) expect(last).toEqual(['right']);
    else expect(new Set([conflicts[0]?.mine, conflicts[0]?.theirs])).toEqual(new Set(['left', 'right']));
    expect(names(left.read())).toEqual(last);
    expect(names(right.read())).toEqual(last);
  });

  it('saves a version on top of one that another window saved meanwhile', async () => {
    const server = createServer(document(step('a')));
    const left = openWindow(server);
    left.edit(add('l'));
    server.versions.push({ ...document(step('a'), step('r')) });
    const version = await left.sync.save('mine');
    expect(version).toBe(3);
    expect(names(server.versions.at(-1))).toEqual(['a', 'l', 'r']);
    expect(left.state().phase).toBe('saved');
    expect(server.draft).toBeUndefined();
  });

  it('brings a version that a program saved beside the draft into the draft', async () => {
    const server = createServer(document(step('a')));
    const first = openWindow(server);
    first.edit(add('mine'));
    await first.tick();
    first.leave();
    server.versions.push(document(step('a'), step('imported')));
    const second = openWindow(server);
    await settle();
    await second.tick();
    expect(names(second.read())).toEqual(['a', 'imported', 'mine']);
    expect(server.draft?.baseVersion).toBe(2);
  });

  it('keeps changes on this machine while the server is away, and sends them when it is back', async () => {
    const server = createServer(document(step('a')));
    const { edit, tick, state, kept } = openWindow(server);
    server.isOnline = false;
    edit(add('b'));
    await tick();
    expect(state().phase).toBe('offline');
    expect(names(kept()[0]?.workflow)).toEqual(['a', 'b']);
    server.isOnline = true;
    await tick();
    expect(state().phase).toBe('draft');
    expect(kept()).toEqual([]);
    expect(names(server.draft?.workflow)).toEqual(['a', 'b']);
  });

  it('takes up what a window left behind that was closed while the server was away', async () => {
    const server = createServer(document(step('a')));
    const lost = openWindow(server);
    server.isOnline = false;
    lost.edit(add('unsent'));
    await lost.tick();
    lost.leave();
    server.isOnline = true;
    server.importVersion(document(step('a'), step('other')));
    const { read, tick } = openWindow(server, lost.kept());
    await tick();
    expect(names(read())).toEqual(['a', 'other', 'unsent']);
    expect(names(server.draft?.workflow)).toEqual(['a', 'other', 'unsent']);
  });

  it('says why the server refused a version, and keeps the draft', async () => {
    const server = createServer(document(step('a')));
    const { edit, sync, state, tick } = openWindow(server);
    edit(add('b'));
    await tick();
    server.isOnline = false;
    await expect(sync.save()).rejects.toThrow('Failed to fetch');
    expect(state().failure?.code).toBe('offline');
    expect(names(server.draft?.workflow)).toEqual(['a', 'b']);
  });

  it('loses no step of any window, whatever the order of edits, saves and failures', async () => {
    const actions = fc.array(
      fc.record({
        window: fc.integer({ min: 0, max: 2 }),
        what: fc.constantFrom('edit', 'tick', 'save', 'offline', 'online'),
      }),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(actions, async (list) => {
        const server = createServer(document(step('a')));
        const windows = [openWindow(server), openWindow(server), openWindow(server)];
        const added = ['a'];
        for (const [at, { window, what }] of list.entries()) {
          const opened = windows[window];
          if (opened === undefined) continue;
          if (what === 'edit') {
            const id = `s${at}`;
            added.push(id);
            opened.edit(add(id));
          } else if (what === 'tick') await opened.tick();
          else if (what === 'save') await opened.sync.save().catch(() => undefined);
          else server.isOnline = what === 'online';
        }
        server.isOnline = true;
        for (let round = 0; round < 6; round += 1) {
          for (const opened of windows) {
            await opened.sync.pull();
            await opened.tick();
          }
          await settle();
        }
        const loaded = server.load();
        const last = loaded.draft?.workflow ?? loaded.current?.workflow;
        expect(last?.steps.map(({ id }) => id).toSorted()).toEqual(added.toSorted());
        for (const { read, state } of windows) {
          expect(
            read()
              .steps.map(({ id }) => id)
              .toSorted(),
          ).toEqual(added.toSorted());
          expect(state().phase).toBe(loaded.draft === undefined ? 'saved' : 'draft');
        }
      }),
      { numRuns: 150 },
    );
  });
});
