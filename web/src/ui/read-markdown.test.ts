import { describe, expect, it } from 'vitest';
import { readMarkdown } from './read-markdown.ts';

describe('readMarkdown', () => {
  it('reads paragraphs, headings, lists, quotes and code', () => {
    const text =
      '# Pay?\n\nTo **Ada**, `42` €\nby *Friday*\n\n- one\n- two\n1. first\n\n> careful\n\n```\nx < y\n```\nend';
    expect(readMarkdown(text).map((block) => block.kind)).toEqual([
      'heading',
      'paragraph',
      'list',
      'quote',
      'code',
      'paragraph',
    ]);
    expect(readMarkdown(text)[1]).toMatchObject({
      spans: [
        { kind: 'text', text: 'To ' },
        { kind: 'strong', text: 'Ada' },
        { kind: 'text', text: ', ' },
        { kind: 'code', text: '42' },
        { kind: 'text', text: ' €\nby ' },
        { kind: 'em', text: 'Friday' },
      ],
    });
  });

  it('links to the web only, never to a script', () => {
    expect(readMarkdown('[a](https://x.example/y) https://z.example')).toEqual([
      {
        kind: 'paragraph',
        spans: [
          { kind: 'link', text: 'a', href: 'https://x.example/y' },
          { kind: 'text', text: ' ' },
          { kind: 'link', text: 'https://z.example', href: 'https://z.example' },
        ],
      },
    ]);
    expect(JSON.stringify(readMarkdown('[a](javascript:alert(1)) <script>x</script>'))).not.toContain('href');
  });

  it('takes code that nobody closed, and nothing at all', () => {
    expect(readMarkdown('```\na\nb')).toEqual([{ kind: 'code', text: 'a\nb' }]);
    expect(readMarkdown(' \n\n')).toEqual([]);
  });

  it('loses no character of a plain text', () => {
    const text = 'a * b ** c ` d [e] (f) _g_ 5 > 3';
    const [block] = readMarkdown(text);
    expect(block?.kind === 'paragraph' && block.spans.map((span) => span.text).join('')).toBe(text);
  });
});
