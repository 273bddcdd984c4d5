import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Workflow } from '#contract/workflow.ts';
import { openTemporaryStore } from '#store/testing/temporary-store.ts';
import { createWorkflowRepository } from '#store/workflow-repository.ts';
import { createWorkflowSource } from './workflow-source.ts';

const workflow = (name: string): Workflow => ({ flowright: 1, id: 'w', name, inputs: [], steps: [], edges: [] });

describe('workflows for hosts', () => {
  it('are the current version, or the one asked for, and the same object each time', async (t) => {
    const repository = createWorkflowRepository(await openTemporaryStore(t));
    const source = createWorkflowSource(repository);
    await repository.save(workflow('first'));
    const first = source.get('w');
    assert.deepEqual([first.version, first.workflow.name], [1, 'first']);
    assert.equal(source.get('w', 1).workflow, first.workflow);
    await repository.save(workflow('second'));
    assert.deepEqual([source.get('w').version, source.get('w').workflow.name], [2, 'second']);
    assert.equal(source.get('w', 1).workflow, first.workflow);
  });

  it('that are deleted cannot be started, but their versions stay for their runs', async (t) => {
    const repository = createWorkflowRepository(await openTemporaryStore(t));
    const source = createWorkflowSource(repository);
    await repository.save(workflow('first'));
    await repository.remove('w');
    assert.throws(() => source.get('w'), { code: 'workflow-not-found' });
    assert.equal(source.get('w', 1).workflow.name, 'first');
  });

  it('that are not there are refused, saying how to find those that are', async (t) => {
    const repository = createWorkflowRepository(await openTemporaryStore(t));
    const source = createWorkflowSource(repository);
    assert.throws(() => source.get('w'), { code: 'workflow-not-found', message: /workflows list/ });
    await repository.save(workflow('first'));
    for (const version of [0, 2, -1, 1.5])
      assert.throws(() => source.get('w', version), { code: 'version-not-found', message: /workflows versions w/ });
  });
});
