import { Button, SegmentedControl } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Step } from '#contract/workflow.ts';
import { updateStep } from '../../model/edits/update-step.ts';
import type { ReferenceNode } from '../../model/references.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { Field } from '../form/field.tsx';
import classes from '../inspector.module.css';
import type { StepProblems } from '../step-problems.ts';
import { text } from '../strings.ts';
import { readDrop } from '../template/insertion.ts';
import { toTypeWord } from '../template/reference-words.ts';
import { isObject } from '../values/json-value.ts';
import { toPlainField } from '../values/schema-field.ts';
import { addAll, toOutputName } from './output-values.ts';

/** What later steps see of a step: its block's outputs as they are, or values made from them. */
export function OutputMapping(props: {
  readonly step: Step;
  readonly nodes: readonly ReferenceNode[];
  readonly problems: StepProblems;
}) {
  const { step, nodes, problems } = props;
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.readOnly);
  const set = useCallback(
    (output: JsonObject | undefined) =>
      store.getState().apply(text.change(text.output), updateStep(step.id, ['output'], output), {
        mergeKey: `${step.id}/output`,
      }),
    [store, step.id],
  );
  const commit = useCallback((_: string, value: JsonValue | undefined) => set(isObject(value) ? value : {}), [set]);
  const mapping = step.output;
  return (
    <>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={text.outputMode}
        readOnly={readOnly}
        value={mapping === undefined ? 'plain' : 'mapped'}
        onChange={(mode) => set(mode === 'plain' ? undefined : addAll({}, nodes))}
        data={[
          { value: 'plain', label: text.asTheyAre },
          { value: 'mapped', label: text.mapped },
        ]}
      />
      {mapping === undefined ? (
        <>
          <p className={classes.hint}>{nodes.length === 0 ? text.unknownOutputs : text.asTheyAreHint}</p>
          <ul className={classes.chips}>
            {nodes.map((node) => (
              <li key={node.name} title={node.detail}>
                <code>{node.name}</code> <span className={classes.hint}>{toTypeWord(node)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p className={classes.hint}>{Object.keys(mapping).length === 0 ? text.nothingVisible : text.mappingHint}</p>
          <Field
            field={toPlainField('output', 'object', { label: text.outputs })}
            value={mapping}
            onCommit={commit}
            problems={problems.at('/output')}
          />
          {readOnly ? null : (
            <>
              <DropZone onDrop={(path, template) => set({ ...mapping, [toOutputName(path, mapping)]: template })} />
              <div>
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<Plus size={12} aria-hidden />}
                  onClick={() => set(addAll(mapping, nodes))}
                >
                  {text.addAll}
                </Button>
              </div>
            </>
          )}
        </>
      )}
    </>
  );
}

function DropZone({ onDrop }: { readonly onDrop: (path: string, template: string) => void }) {
  const [isOver, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: "Add entry" and the picker of values do the same with the keyboard
    <div
      className={classes.drop}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const template = readDrop(event.dataTransfer);
        if (template !== undefined) onDrop(template.slice(2, -2).trim(), template);
      }}
    >
      {text.dropHere}
    </div>
  );
}
