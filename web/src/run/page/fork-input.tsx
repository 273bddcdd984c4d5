import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { JsonObject } from '#contract/json.ts';
import { useCatalogue } from '#web/api/use-catalogue.ts';
import { CodeEditor } from '#web/ui/code-editor.tsx';
import { SchemaForm } from '#web/ui/schema-form/schema-form.tsx';
import { readJsonObject } from '../start/read-json-object.ts';
import classes from './page.module.css';
import { text } from './strings.ts';

/** The input of a step to be edited before it runs again: as the form of its block, or as JSON. */
export function ForkInput(props: {
  readonly block: string | undefined;
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
}) {
  const { block, value, onChange } = props;
  const schema = useCatalogue().get(block ?? '')?.inputSchema;
  const [mode, setMode] = useState<'form' | 'json'>('form');
  const [typed, setTyped] = useState(() => JSON.stringify(value, null, 2));
  const [fault, setFault] = useState('');
  const isForm = mode === 'form' && schema !== undefined;
  return (
    <div className={classes.forkInput}>
      <div className={classes.forkBar}>
        <h3>{text.forkInput}</h3>
        {schema !== undefined && (
          <SegmentedControl
            size="xs"
            aria-label={text.inputAs}
            value={mode}
            onChange={(next) => {
              setTyped(JSON.stringify(value, null, 2));
              setFault('');
              setMode(next === 'json' ? 'json' : 'form');
            }}
            data={[
              { value: 'form', label: text.forkForm },
              { value: 'json', label: text.forkJson },
            ]}
          />
        )}
      </div>
      <p className={classes.muted}>{text.forkInputHint}</p>
      {isForm ? (
        <SchemaForm
          schema={schema as JsonObject}
          value={value}
          onChange={(next) =>
            onChange(typeof next === 'object' && next !== null && !Array.isArray(next) ? (next as JsonObject) : {})
          }
        />
      ) : (
        <CodeEditor
          language="json"
          label={text.forkInput}
          value={typed}
          minHeight={120}
          maxHeight={320}
          invalid={fault !== ''}
          onChange={(next) => {
            setTyped(next);
            const read = readJsonObject(next);
            setFault(read.fault ?? '');
            if (read.value !== undefined) onChange(read.value);
          }}
        />
      )}
      <p className={classes.fault} role="alert">
        {fault}
      </p>
    </div>
  );
}
