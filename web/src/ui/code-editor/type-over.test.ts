// @vitest-environment happy-dom
import { closeBrackets } from '@codemirror/autocomplete';
import { EditorSelection, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { afterEach, describe, expect, it } from 'vitest';
import { typeOver } from './type-over.ts';

let view: EditorView | undefined;
afterEach(() => view?.destroy());

/** Types into an editor with something selected; `isLeft` tells whether the browser is left to do it. */
function type(options: {
  readonly data: string;
  readonly anchor: number;
  readonly head: number;
  readonly readOnly?: boolean;
}) {
  const { data, anchor, head, readOnly = false } = options;
  view = new EditorView({
    parent: document.body,
    doc: 'abc def',
    selection: EditorSelection.single(anchor, head),
    extensions: [typeOver, closeBrackets(), EditorState.readOnly.of(readOnly)],
  });
  const event = new InputEvent('beforeinput', { inputType: 'insertText', data, cancelable: true, bubbles: true });
  const isLeft = view.contentDOM.dispatchEvent(event);
  return { text: view.state.doc.toString(), isLeft };
}

describe('typing over a selection', () => {
  it('is done by the editor, so that the browser writes no style', () => {
    expect(type({ data: 'x', anchor: 0, head: 3 })).toEqual({ text: 'x def', isLeft: false });
  });
  it('still puts a selection in brackets', () => {
    expect(type({ data: '(', anchor: 0, head: 3 })).toEqual({ text: '(abc) def', isLeft: false });
  });
  it('is left to the browser when nothing is selected, and where nothing may be written', () => {
    expect(type({ data: 'x', anchor: 3, head: 3 }).isLeft).toBe(true);
    view?.destroy();
    expect(type({ data: 'x', anchor: 0, head: 3, readOnly: true })).toEqual({ text: 'abc def', isLeft: true });
  });
});
