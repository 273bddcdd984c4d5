import type { Extension } from '@codemirror/state';
import { lazy, Suspense } from 'react';
import classes from './code-editor.module.css';

const Mounted = lazy(() =>
  import('./code-editor/mounted-editor.tsx').then((module) => ({ default: module.MountedEditor })),
);

/** What a code editor takes. */
export interface CodeEditorProps {
  readonly value: string;
  readonly onChange?: (value: string) => void;
  readonly language: 'json' | 'javascript' | 'text';
  /** Name of the field. */
  readonly label: string;
  readonly readOnly?: boolean;
  readonly minHeight?: number;
  readonly maxHeight?: number;
  /** Extensions of CodeMirror; keep the array the same between draws, a new one is applied anew. */
  readonly extensions?: readonly Extension[];
  /** Marks the field as wrong. */
  readonly invalid?: boolean;
}

/** An editor for code and data. CodeMirror is loaded when the first one is shown; until then the text stands there to read. */
export function CodeEditor(props: CodeEditorProps) {
  const { value, minHeight = 72, maxHeight } = props;
  return (
    <Suspense
      fallback={
        <pre className={classes.waiting} style={{ minHeight, maxHeight }}>
          {value}
        </pre>
      }
    >
      <Mounted {...props} minHeight={minHeight} />
    </Suspense>
  );
}
