import { json } from '@codemirror/lang-json';
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { nonce } from '#web/api/nonce.ts';
import { theme } from '#web/ui/code-editor/theme.ts';
import { text } from './strings.ts';
import classes from './versions.module.css';

/** Below this width two columns of text cannot be read. */
const MIN_SIDE_BY_SIDE = 900;

const diffLook = EditorView.theme({
  '.cm-changedLine': { backgroundColor: 'color-mix(in srgb, var(--waiting) 12%, transparent) !important' },
  '.cm-changedText': { background: 'color-mix(in srgb, var(--waiting) 30%, transparent) !important' },
  '.cm-deletedChunk': { backgroundColor: 'color-mix(in srgb, var(--failed) 12%, transparent) !important' },
  '.cm-insertedLine': { backgroundColor: 'color-mix(in srgb, var(--succeeded) 12%, transparent) !important' },
  '.cm-collapsedLines': { background: 'var(--surface-2)', color: 'var(--text-muted)', padding: '4px 12px' },
});

function toExtensions(label: string): Extension {
  return [
    EditorView.cspNonce.of(nonce),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
    EditorView.lineWrapping,
    lineNumbers(),
    json(),
    theme,
    diffLook,
  ];
}

/** Two documents as text, side by side, or one below the other on a narrow screen; what is equal is folded. */
export function MountedTextDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const parent = host.current;
    if (parent === null) return;
    const collapseUnchanged = { margin: 3, minSize: 6 };
    if (parent.clientWidth >= MIN_SIDE_BY_SIDE) {
      const view = new MergeView({
        parent,
        a: { doc: before, extensions: toExtensions(text.before) },
        b: { doc: after, extensions: toExtensions(text.after) },
        collapseUnchanged,
        gutter: true,
      });
      return () => view.destroy();
    }
    const view = new EditorView({
      parent,
      doc: after,
      extensions: [
        toExtensions(text.asText),
        unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged }),
      ],
    });
    return () => view.destroy();
  }, [before, after]);
  return <div ref={host} className={classes.text} />;
}
