import { describe, expect, it } from 'vitest';
import { toggleDisabled } from './edits/toggle-disabled.ts';
import { summariseEffects } from './effects-summary.ts';
import { toBlocks } from './testing/blocks.ts';
import { toLoop, toStep, toWorkflow } from './testing/sample.ts';

const blocks = toBlocks();

const http = { block: 'network.http_request' };

describe('effects', () => {
  it('sums up what is done to the world, bodies included', () => {
    const workflow = toWorkflow([
      toStep('a', { process: http }),
      toLoop('each', [toStep('w', { process: { block: 'io.file_write' } }), toStep('r', { process: http })]),
      toStep('u', { process: { block: 'who.knows' } }),
    ]);
    expect(summariseEffects(workflow, blocks)).toEqual({
      counts: { pure: 1, read: 2, idempotent: 0, effect: 1 },
      reads: 2,
      writes: 1,
      unknown: 1,
    });
    expect(summariseEffects(toggleDisabled(['each'])(workflow), blocks)).toMatchObject({ reads: 1, writes: 0 });
  });
});
