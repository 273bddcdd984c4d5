import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { nonce } from '#web/api/nonce.ts';
import { theme } from '#web/ui/code-editor/theme.ts';
import { typeOver } from '#web/ui/code-editor/type-over.ts';
import type { ReferenceNode } from '../../model/references.ts';
import { completeTemplate } from './complete.ts';
import { toDrop } from './insertion.ts';
import { highlightTemplate } from './template-highlight.ts';
import { hoverTemplate } from './template-hover.ts';

const ICONS = { step: 'class', key: 'property', function: 'function', word: 'keyword' } as const;

/** Asks the completion of templates on behalf of CodeMirror. */
function createSource(references: () => readonly ReferenceNode[]) {
  return ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const found = completeTemplate(state.doc.toString(), pos, references(), explicit);
    if (found === undefined) return null;
    return {
      from: found.from,
      validFor: /^[$`\p{L}\p{N}_ ]*$/u,
      options: found.options.map(({ kind, label, insert, detail, info }) => ({
        type: ICONS[kind],
        label,
        detail,
        apply: insert,
        ...(info === undefined ? {} : { info }),
        boost: kind === 'key' ? 2 : kind === 'step' ? 1 : 0,
      })),
    };
  };
}

/** Typing the second brace brings the closing ones, with room between. */
const closeBraces = EditorView.inputHandler.of((view, from, to, text) => {
  if (text !== '{' || from !== to) return false;
  const { doc } = view.state;
  const before = doc.sliceString(Math.max(0, from - 1), from);
  if (before !== '{' || doc.sliceString(Math.max(0, from - 2), from - 1) === '{') return false;
  // The single brace was closed by itself; its partner becomes one of the two.
  const after = doc.sliceString(to, to + 1) === '}' ? 1 : 0;
  view.dispatch({
    changes: { from, to: to + after, insert: '{  }}' },
    selection: { anchor: from + 2 },
    userEvent: 'input.type',
  });
  return true;
});

/** Values dragged from data: whole expressions, or only the path when they land inside of braces, in the place of one that is there. */
const takeDrops = EditorView.domEventHandlers({
  drop(event, view) {
    const dropped = event.dataTransfer?.getData('text/plain') ?? '';
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length;
    if (dropped === '' || view.state.readOnly) return false;
    event.preventDefault();
    const changes = toDrop(view.state.doc.toString(), at, dropped);
    view.dispatch({
      changes,
      selection: { anchor: changes.from + changes.insert.length },
      userEvent: 'input.drop',
    });
    view.focus();
    return true;
  },
});

const onlyOneLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
  const text = transaction.newDoc.toString().replace(/\s*\n\s*/g, ' ');
  return {
    changes: { from: 0, to: transaction.startState.doc.length, insert: text },
    selection: { anchor: Math.min(transaction.newSelection.main.head, text.length) },
  };
});

const look = EditorView.theme({
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: 0 },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--failed)' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--waiting)' },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--failed)' },
  '.cm-scroller': { fontSize: '12px', maxHeight: '280px' },
  '.cm-content': { padding: '4px 0' },
  '.cm-line': { padding: '0 8px' },
  '.cm-tooltip.cm-completionInfo': { padding: '6px 8px', fontFamily: 'var(--font-text)', maxWidth: '280px' },
});

/** What an editor of text with `{{ }}` has. Tab leaves it, except to take what completion offers. */
export function templateSetup(options: {
  readonly isMultiline: boolean;
  readonly references: () => readonly ReferenceNode[];
}): Extension {
  const { isMultiline, references } = options;
  return [
    EditorView.cspNonce.of(nonce),
    closeBraces,
    takeDrops,
    typeOver,
    history(),
    bracketMatching(),
    closeBrackets(),
    EditorView.lineWrapping,
    highlightTemplate,
    hoverTemplate(references),
    autocompletion({ override: [createSource(references)], icons: false, maxRenderedOptions: 60 }),
    keymap.of([
      { key: 'Tab', run: acceptCompletion },
      ...completionKeymap,
      ...closeBracketsKeymap,
      ...(isMultiline ? [] : [{ key: 'Enter', run: () => true }]),
      ...historyKeymap,
      // Mod-Enter runs the workflow, as everywhere else on the page.
      ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
    ]),
    isMultiline ? [] : onlyOneLine,
    theme,
    look,
  ];
}
