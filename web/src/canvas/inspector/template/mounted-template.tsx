import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef, useState } from 'react';
import { toInsertion } from './insertion.ts';
import { toMarks } from './marks.ts';
import classes from './template-editor.module.css';
import type { TemplateEditorProps } from './template-editor.tsx';
import { templateSetup } from './template-setup.ts';

/** CodeMirror for text with `{{ }}`. What is typed lives in it; the value outside follows, and wins when it is another one. */
export function MountedTemplate(props: TemplateEditorProps) {
  const { value, label, describedBy, isInvalid, readOnly, problems } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  const [access] = useState(() => new Compartment());
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (host.current === null) return;
    const { value: doc, isMultiline, focusAt, onReady } = latest.current;
    const mounted = new EditorView({
      parent: host.current,
      doc,
      extensions: [
        templateSetup({ isMultiline, references: () => latest.current.references() }),
        access.of([]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) latest.current.onChange(update.state.doc.toString());
        }),
      ],
    });
    view.current = mounted;
    // Until somebody puts the cursor elsewhere, what is picked goes to the end.
    const { length } = mounted.state.doc;
    mounted.dispatch({ selection: { anchor: Math.min(focusAt ?? length, length) } });
    if (focusAt !== undefined) mounted.focus();
    onReady?.((text) => {
      const { from, to } = mounted.state.selection.main;
      const inserted = toInsertion(mounted.state.doc.toString(), from, text);
      mounted.dispatch({ changes: { from, to, insert: inserted }, selection: { anchor: from + inserted.length } });
      mounted.focus();
    });
    return () => {
      onReady?.(undefined);
      mounted.destroy();
      view.current = undefined;
    };
  }, [access]);
  useEffect(() => {
    view.current?.dispatch({
      effects: access.reconfigure([
        EditorState.readOnly.of(readOnly),
        EditorView.editable.of(!readOnly),
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-invalid': String(isInvalid),
          ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
          ...(readOnly ? { tabindex: '0', 'aria-readonly': 'true' } : {}),
        }),
      ]),
    });
  }, [access, readOnly, label, isInvalid, describedBy]);
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined) return;
    editor.dispatch(setDiagnostics(editor.state, toMarks(editor.state.doc.toString(), problems)));
  }, [problems]);
  return <div ref={host} className={classes.editor} data-invalid={isInvalid} data-readonly={readOnly} />;
}
