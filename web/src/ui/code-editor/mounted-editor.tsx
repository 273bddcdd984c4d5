import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef, useState } from 'react';
import { nonce } from '#web/api/nonce.ts';
import classes from '../code-editor.module.css';
import type { CodeEditorProps } from '../code-editor.tsx';
import { languageOf, setup } from './setup.ts';
import { theme } from './theme.ts';

/** CodeMirror in a div: the text outside wins, unless it is what was typed here. */
export function MountedEditor(props: CodeEditorProps & { readonly minHeight: number }) {
  const { value, onChange, language, label, readOnly = false, minHeight, maxHeight, extensions, invalid } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const changed = useRef(onChange);
  const first = useRef(value);
  const [parts] = useState(() => ({
    extra: new Compartment(),
    access: new Compartment(),
    language: new Compartment(),
  }));

  useEffect(() => {
    changed.current = onChange;
  });
  useEffect(() => {
    if (host.current === null) return;
    const mounted = new EditorView({
      parent: host.current,
      doc: first.current,
      extensions: [
        EditorView.cspNonce.of(nonce),
        setup,
        theme,
        parts.language.of([]),
        parts.access.of([]),
        parts.extra.of([]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed.current?.(update.state.doc.toString());
        }),
      ],
    });
    view.current = mounted;
    return () => mounted.destroy();
  }, [parts]);
  useEffect(() => {
    view.current?.dispatch({ effects: parts.language.reconfigure(languageOf(language)) });
  }, [language, parts]);
  useEffect(() => {
    view.current?.dispatch({ effects: parts.extra.reconfigure([...(extensions ?? [])]) });
  }, [extensions, parts]);
  useEffect(() => {
    const access = [
      EditorState.readOnly.of(readOnly),
      EditorView.editable.of(!readOnly),
      EditorView.contentAttributes.of({
        'aria-label': label,
        ...(readOnly ? { tabindex: '0', 'aria-readonly': 'true' } : {}),
        ...(invalid === true ? { 'aria-invalid': 'true' } : {}),
      }),
    ];
    view.current?.dispatch({ effects: parts.access.reconfigure(access) });
  }, [readOnly, label, invalid, parts]);
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  return (
    <div
      ref={host}
      className={classes.editor}
      data-read-only={readOnly}
      data-invalid={invalid}
      style={{ minHeight, maxHeight }}
    />
  );
}
