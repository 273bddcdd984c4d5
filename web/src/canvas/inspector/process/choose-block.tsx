import { Select } from '@mantine/core';
import type { Step } from '#contract/workflow.ts';
import { BlockIcon } from '#web/ui/block-icon.tsx';
import { toast } from '#web/ui/toast.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { toWords } from '../form/field-label.ts';
import classes from '../form/form.module.css';
import { SEARCH_ANEW } from '../form/select-typed.ts';
import { text } from '../strings.ts';
import { canChangeBlock, changeBlock, keepInputs } from './change-block.ts';

/** The block of a step, and the way to another one that keeps what fits. */
export function ChooseBlock({ step }: { readonly step: Step }) {
  const store = useEditorStore();
  const blocks = useEditor((state) => state.blocks);
  const readOnly = useEditor((state) => state.readOnly);
  const current = blocks.get(step.process.block);
  const groups = Map.groupBy(blocks.values(), ({ category }) => toWords(category));
  const choose = (id: string | null) => {
    const block = id === null ? undefined : blocks.get(id);
    if (block === undefined || block.id === step.process.block) return;
    if (!canChangeBlock(step, block)) return void toast.error(text.blockKeepsBody);
    const { dropped } = keepInputs(step.input ?? {}, block.inputs);
    store.getState().apply(text.change(text.block), changeBlock(step.id, block));
    const undo = { label: text.undo, run: () => store.getState().undo() };
    toast.info(text.changedBlock(block.label, dropped), { action: undo });
  };
  return (
    <Select
      label={text.block}
      size="xs"
      searchable
      {...SEARCH_ANEW}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      readOnly={readOnly}
      allowDeselect={false}
      placeholder={text.pickBlock}
      error={current === undefined ? text.unknownBlock(step.process.block) : undefined}
      value={step.process.block}
      data={[
        ...(current === undefined ? [{ value: step.process.block, label: step.process.block }] : []),
        ...[...groups].map(([group, items]) => ({
          group,
          items: items.map(({ id, label }) => ({ value: id, label })),
        })),
      ]}
      leftSection={
        current === undefined ? null : (
          <BlockIcon
            category={current.category}
            size={18}
            {...(current.icon === undefined ? {} : { icon: current.icon })}
          />
        )
      }
      renderOption={({ option }) => {
        const block = blocks.get(option.value);
        return (
          <span>
            {option.label}
            {block === undefined ? null : <div className={classes.hint}>{block.description}</div>}
          </span>
        );
      }}
      description={current?.description}
      onChange={choose}
    />
  );
}
