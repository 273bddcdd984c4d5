import type { Step } from '#contract/workflow.ts';
import { useEditor } from '../store/editor-store.ts';
import { BlockForm } from './form/block-form.tsx';
import classes from './inspector.module.css';
import { splitLoopFields } from './process/process-fields.ts';
import { useStepCommit } from './process/use-commit.ts';
import { type StepProblems, toPointerKey } from './step-problems.ts';
import { text } from './strings.ts';

/** Input: a value or template for each input of the block. How a loop goes about it is a matter of Process. */
export function InputTab({ step, problems }: { readonly step: Step; readonly problems: StepProblems }) {
  const block = useEditor((state) => state.blocks.get(step.process.block));
  const commit = useStepCommit(step.id, 'input');
  const values = step.input ?? {};
  if (block === undefined)
    return (
      <div className={classes.stack}>
        <p className={classes.hint}>{text.unknownBlock(step.process.block)}</p>
        <BlockForm
          fields={[]}
          values={values}
          problemsOf={(id) => problems.at(`/input/${toPointerKey(id)}`)}
          onCommit={commit}
        />
      </div>
    );
  const { data, settings } = block.container ? splitLoopFields(block.inputs) : { data: block.inputs, settings: [] };
  const shown =
    settings.length === 0
      ? values
      : Object.fromEntries(Object.entries(values).filter(([id]) => !settings.some((field) => field.id === id)));
  return (
    <BlockForm
      fields={data}
      values={shown}
      problemsOf={(id) => problems.at(`/input/${toPointerKey(id)}`)}
      onCommit={commit}
    />
  );
}
