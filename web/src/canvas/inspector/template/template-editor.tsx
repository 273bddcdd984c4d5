import { lazy, Suspense } from 'react';
import type { ReferenceNode } from '../../model/references.ts';
import type { PlacedProblem } from '../form/placed-problem.ts';
import classes from './template-editor.module.css';

const Mounted = lazy(() => import('./mounted-template.tsx').then((module) => ({ default: module.MountedTemplate })));

/** Writes into an editor at its cursor. */
export type Insert = (text: string) => void;

/** What an editor of text with `{{ }}` takes. */
export interface TemplateEditorProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  readonly describedBy?: string | undefined;
  /** Whether Enter makes a new line. */
  readonly isMultiline: boolean;
  readonly isInvalid: boolean;
  readonly readOnly: boolean;
  /** Where the cursor is to stand at first; the editor takes the focus then. */
  readonly focusAt?: number | undefined;
  readonly references: () => readonly ReferenceNode[];
  /** What the server found in the text; marked where it says so. */
  readonly problems: readonly PlacedProblem[];
  /** Gives the way to write into the editor while it is there. */
  readonly onReady?: (insert: Insert | undefined) => void;
}

/** Text with `{{ }}`, highlighted and completed. CodeMirror is loaded when the first is shown; until then it is a plain field that works. */
export function TemplateEditor(props: TemplateEditorProps) {
  return (
    <Suspense fallback={<PlainTemplate {...props} />}>
      <Mounted {...props} />
    </Suspense>
  );
}

function PlainTemplate({ value, onChange, label, describedBy, isInvalid, readOnly, focusAt }: TemplateEditorProps) {
  return (
    <textarea
      className={classes.plain}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      readOnly={readOnly}
      rows={Math.min(8, value.split('\n').length)}
      spellCheck={false}
      value={value}
      ref={(element) => {
        if (element === null || focusAt === undefined || document.activeElement === element) return;
        element.focus();
        element.setSelectionRange(focusAt, focusAt);
      }}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
