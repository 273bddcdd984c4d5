import { CircleAlert, TriangleAlert } from 'lucide-react';
import { locateProblem } from '../model/problems.ts';
import { useEditor, useEditorStore } from '../store/editor-store.ts';
import { focusStep } from '../view/keyboard/focus-step.ts';
import styles from './editor.module.css';
import { text } from './strings.ts';

/** Everything the validator found; a press goes to the place. */
export function ProblemsList() {
  const store = useEditorStore();
  const problems = useEditor((state) => state.problems);
  if (problems.length === 0) return <p className={styles.note}>{text.noProblems}</p>;
  const go = (pointer: string, stepId: string | undefined) => {
    const place = locateProblem(store.getState().workflow, pointer);
    if (place.kind === 'edge') store.getState().select({ edges: new Set([place.key]) });
    else if (place.kind === 'step') focusStep(store, place.stepId);
    else if (stepId !== undefined) focusStep(store, stepId);
    else store.getState().select({});
  };
  return (
    <ul className={styles.problems} aria-label={text.problems}>
      {problems.map((problem) => (
        <li key={`${problem.pointer} ${problem.code} ${problem.message}`}>
          <button
            type="button"
            className={styles.problem}
            data-severity={problem.severity}
            onClick={() => go(problem.pointer, problem.stepId)}
          >
            {problem.severity === 'error' ? (
              <CircleAlert size={15} aria-hidden />
            ) : (
              <TriangleAlert size={15} aria-hidden />
            )}
            <span>
              {problem.message}
              {problem.hint === undefined ? null : <span className={styles.hint}>{problem.hint}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
