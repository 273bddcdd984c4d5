import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { runBlock } from '../../testing/run-block.ts';

describe('control.set_variables', () => {
  it('sets the variables and answers them', async () => {
    const values = { page: 2, cursor: null };
    assert.deepEqual(await runBlock('control/set-variables', { values }), {
      directive: 'take',
      ports: ['out'],
      outputs: { values },
      variables: values,
    });
  });

  it('refuses names that cannot be variables', async () => {
    for (const name of ['', 'a b', '1st', 'constructor', '__proto__']) {
      const values = JSON.parse(`{${JSON.stringify(name)}: 1}`);
      await assert.rejects(
        runBlock('control/set-variables', { values }),
        (error) => error instanceof AppError && error.code === 'input-invalid',
        name,
      );
    }
    await assert.rejects(runBlock('control/set-variables', { values: [1] }), AppError);
    await assert.rejects(runBlock('control/set-variables', {}), AppError);
  });
});
