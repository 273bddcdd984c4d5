// @vitest-environment happy-dom
import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { NoteText } from './note-text.tsx';

const toHtml = (text: string) => render(<NoteText text={text} />).container.innerHTML;

describe('the text of a note', () => {
  it('knows headings, lists, bold, italic and code', () => {
    expect(toHtml('# Top\n## Next\n- one\n- **two** `three`\nplain *four*')).toBe(
      '<h3>Top</h3><h4>Next</h4><ul><li>one</li><li><strong>two</strong> <code>three</code></li></ul><p>plain <em>four</em></p>',
    );
  });

  it('leaves everything else as it was typed, markup included', () => {
    expect(toHtml('<b>no</b> 2 * 3 * 4 **open')).toBe('<p>&lt;b&gt;no&lt;/b&gt; 2 * 3 * 4 **open</p>');
  });
});
