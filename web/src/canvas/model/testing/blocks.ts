import type { BlockDetail } from '#web/api/shapes.ts';
import type { Blocks } from '../types.ts';

/** A block for tests. */
export function toBlock(id: string, more: Partial<BlockDetail> = {}): BlockDetail {
  return {
    id,
    label: id,
    category: 'test',
    description: '',
    version: 1,
    keywords: [],
    ports: ['out'],
    effect: 'pure',
    trigger: false,
    container: false,
    builtIn: true,
    inputs: [],
    outputs: [],
    inputSchema: {},
    timeoutMs: 30_000,
    ...more,
  };
}

/** The blocks the samples use. */
export function toBlocks(...more: readonly BlockDetail[]): Blocks {
  const blocks = [
    toBlock('data.set', { label: 'Set data' }),
    toBlock('control.if', { ports: ['true', 'false'] }),
    toBlock('control.switch', { ports: ['default', '*'] }),
    toBlock('control.for_each', {
      container: true,
      outputs: [
        { id: 'results', type: 'array' },
        { id: 'count', type: 'integer' },
      ],
    }),
    toBlock('network.http_request', {
      label: 'HTTP request',
      effect: 'read',
      outputs: [
        { id: 'status', type: 'integer', description: 'Status code' },
        {
          id: 'body',
          type: 'json',
          schema: {
            type: 'object',
            properties: {
              orders: { type: 'array', items: { type: 'object', properties: { net: { type: 'number' } } } },
            },
          },
        },
      ],
    }),
    toBlock('io.file_write', { effect: 'effect' }),
    ...more,
  ];
  return new Map(blocks.map((block) => [block.id, block]));
}
