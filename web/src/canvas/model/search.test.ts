import { describe, expect, it } from 'vitest';
import { searchSteps } from './search.ts';
import { toBlocks } from './testing/blocks.ts';
import { toLoop, toStep, toWorkflow } from './testing/sample.ts';

const blocks = toBlocks();

const http = { block: 'network.http_request' };

describe('search', () => {
  const workflow = toWorkflow([
    toStep('a', { name: 'Größe holen', process: http, input: { url: 'https://shop.example/orders' } }),
    toLoop('each', [toStep('orders_inside', { input: { values: { deep: { x: 'Needle  in\nhay' } } } })]),
    toStep('c', { process: { block: 'data.set', description: 'Writes the orders down' } }),
  ]);
  const ids = (query: string) => searchSteps(workflow, query, blocks).map(({ stepId }) => stepId);

  it('finds by name, id, block, description and any text, best place first', () => {
    expect(ids('grosse')).toEqual([]);
    expect(ids('größe')).toEqual(['a']);
    expect(ids('GROSSE'.replace('SS', 'ß'))).toEqual(['a']);
    expect(ids('orders')).toEqual(['orders_inside', 'c', 'a']);
    expect(ids('http request')).toEqual(['a']);
  });

  it('says where, and shows the text around in one line', () => {
    expect(searchSteps(workflow, 'needle')).toEqual([
      {
        stepId: 'orders_inside',
        scopeId: 'each',
        where: 'input',
        field: 'values.deep.x',
        excerpt: 'values.deep.x: Needle in hay',
      },
    ]);
  });

  it('needs every word, and finds nothing for none', () => {
    expect(ids('orders shop')).toEqual(['a']);
    expect(ids('orders nowhere')).toEqual([]);
    expect(ids('  ')).toEqual([]);
    expect(searchSteps(workflow, 'e', blocks, 1)).toHaveLength(1);
  });
});
