import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap } from '@codemirror/view';
import { typeOver } from './type-over.ts';

/** Runs the workflow, as everywhere else on the page. */
const keys = defaultKeymap.filter(({ key }) => key !== 'Mod-Enter');

/** What every editor has. Tab leaves the field, as everywhere else on the page: nobody is caught in it. */
export const setup: Extension = [
  typeOver,
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  highlightSelectionMatches(),
  EditorView.lineWrapping,
  keymap.of([...closeBracketsKeymap, ...keys, ...searchKeymap, ...historyKeymap]),
];

/** The language as CodeMirror reads it. */
export function languageOf(language: 'json' | 'javascript' | 'text'): Extension {
  switch (language) {
    case 'json':
      return json();
    case 'javascript':
      return javascript();
    case 'text':
      return [];
  }
}
