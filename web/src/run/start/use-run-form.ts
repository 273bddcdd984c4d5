import { useState } from 'react';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import { validateValue } from '#web/ui/schema-form/validate-value.ts';
import { keepDeclared, toDefaultInput, toInputSchema } from './input-schema.ts';
import { readJsonObject } from './read-json-object.ts';
import { recallInput, rememberInput } from './remembered-input.ts';
import { text } from './strings.ts';

/** How the input is shown. */
export type InputMode = 'form' | 'json';

/** The input of a run as it is filled in: as a form or as JSON, either of which can be turned into the other. */
export function useRunForm(workflow: Workflow, initial: JsonObject | undefined) {
  const [last] = useState(() => initial ?? recallInput(workflow.id));
  const [value, setValue] = useState<JsonObject>(() =>
    last === undefined ? toDefaultInput(workflow) : keepDeclared(workflow, last),
  );
  const [mode, setMode] = useState<InputMode>(workflow.inputs.length === 0 ? 'json' : 'form');
  const [typed, setTyped] = useState(() => toText(value));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [fault, setFault] = useState('');
  const schema = toInputSchema(workflow);

  const change = (next: JsonValue | undefined): void => {
    const object = isJsonObject(next) ? next : {};
    setValue(object);
    setTyped(toText(object));
    setErrors({});
    setFault('');
  };
  return {
    schema,
    value,
    typed,
    mode,
    errors,
    /** What is wrong with the whole of it; empty when nothing is. */
    fault,
    isRemembered: last !== undefined && initial === undefined,
    change,
    type: setTyped,
    useDefaults: () => change(toDefaultInput(workflow)),
    show(next: InputMode): void {
      const read = readJsonObject(typed);
      if (next === 'form' && read.fault !== undefined) {
        setFault(read.fault);
        return;
      }
      if (next === 'form' && read.value !== undefined) setValue(read.value);
      setFault('');
      setMode(next);
    },
    /** The input when it is in order; otherwise the faults are shown. */
    finish(): JsonObject | undefined {
      const read = mode === 'json' ? readJsonObject(typed) : { value };
      if (read.fault !== undefined) {
        setFault(read.fault);
        return undefined;
      }
      const found = validateValue(schema, read.value);
      setErrors(found);
      const [first] = Object.entries(found);
      if (first !== undefined) {
        setFault(mode === 'json' ? `${first[0]}: ${first[1]}` : text.fixFirst);
        return undefined;
      }
      rememberInput(workflow.id, read.value);
      return read.value;
    },
  };
}

function toText(value: JsonObject): string {
  return JSON.stringify(value, null, 2);
}

function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
