import { describe, expect, it } from 'vitest';
import { toBlock } from '../model/testing/blocks.ts';
import { rankBlocks, toCategories } from './rank-blocks.ts';

const blocks = [
  toBlock('network.http_request', { label: 'HTTP Request', category: 'network', keywords: ['api', 'fetch', 'rest'] }),
  toBlock('data.set', { label: 'Set Fields', category: 'data', description: 'Makes an object for a request' }),
  toBlock('control.for_each', { label: 'For Each', category: 'control', keywords: ['loop'] }),
  toBlock('plugin.greek', { label: 'Αποστολή', category: 'plugin' }),
];

const find = (query: string) => rankBlocks(blocks, query).map(({ id }) => id);

describe('searching blocks', () => {
  it('puts names before keywords, and these before descriptions', () => {
    expect(find('request')).toEqual(['network.http_request', 'data.set']);
    expect(find('fetch')).toEqual(['network.http_request']);
  });

  it('forgives a slip of the finger and takes words in any order', () => {
    expect(find('reqest')[0]).toBe('network.http_request');
    expect(find('each for')).toEqual(['control.for_each']);
  });

  it('answers all for no words, and none for words nobody has', () => {
    expect(find('  ')).toHaveLength(blocks.length);
    expect(find('zzzz')).toEqual([]);
    expect(find('(((')).toEqual([]);
  });

  it('finds names in other alphabets', () => {
    expect(find('αποστ')).toEqual(['plugin.greek']);
  });

  it('files blocks under their categories, both by name', () => {
    const [first] = toCategories(blocks);
    expect(toCategories(blocks).map(([category]) => category)).toEqual(['control', 'data', 'network', 'plugin']);
    expect(first?.[1].map(({ id }) => id)).toEqual(['control.for_each']);
  });
});
