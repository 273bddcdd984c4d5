import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { scanTemplate, type TokenKind } from './scan-template.ts';

/** Longer texts stay plain: colouring them would cost more than a key press may. */
const MAX_CHARS = 20_000;

const MARKS: Readonly<Partial<Record<TokenKind, Decoration>>> = Object.fromEntries(
  [
    'brace',
    'string',
    'number',
    'word',
    'name',
    'function',
    'variable',
    'operator',
    'bracket',
    'dot',
    'comment',
    'regex',
  ].map((kind) => [kind, Decoration.mark({ class: `cm-t-${kind}` })]),
);
const INSIDE = Decoration.mark({ class: 'cm-t-inside' });

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  if (doc.length > MAX_CHARS) return builder.finish();
  const { tokens, expressions } = scanTemplate(doc.toString());
  const marks = [
    ...expressions
      .filter(({ from, to }) => to > from)
      .map(({ from, to, isClosed }) => ({ from: from - 2, to: isClosed ? to + 2 : to, mark: INSIDE, order: 0 })),
    ...tokens.flatMap(({ kind, from, to }) => {
      const mark = MARKS[kind];
      return mark === undefined ? [] : [{ from, to, mark, order: 1 }];
    }),
  ].sort((a, b) => a.from - b.from || a.order - b.order);
  for (const { from, to, mark } of marks) builder.add(from, to, mark);
  return builder.finish();
}

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

const colours = EditorView.theme({
  '.cm-t-inside': { backgroundColor: 'var(--accent-soft)', borderRadius: '3px' },
  '.cm-t-brace': { color: 'var(--accent-text, var(--accent))', fontWeight: '600' },
  '.cm-t-string, .cm-t-regex': { color: 'var(--succeeded)' },
  '.cm-t-number': { color: 'var(--waiting)' },
  '.cm-t-word': { color: 'var(--uncertain)' },
  '.cm-t-name': { color: 'var(--running)' },
  '.cm-t-function, .cm-t-variable': { color: 'var(--simulated)' },
  '.cm-t-operator, .cm-t-bracket, .cm-t-dot': { color: 'var(--text-muted)' },
  '.cm-t-comment': { color: 'var(--text-faint)', fontStyle: 'italic' },
});

/** Colours for what is between braces. */
export const highlightTemplate = [plugin, colours];
