import { Button, Input } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { useRef } from 'react';
import type { JsonValue } from '#contract/json.ts';
import { toBlankValue } from './default-value.ts';
import { type KindProps, useControl, useForm } from './form-context.ts';
import type { FormField } from './form-field.ts';
import classes from './schema-form.module.css';
import { text } from './strings.ts';
import { toPointer } from './validate-value.ts';

/** As many entries as a person likes, each a field. */
export function ListField(props: KindProps<Extract<FormField, { kind: 'list' }>>) {
  const { field, value, pointer, depth, onChange } = props;
  const { root, Field } = useForm();
  const { label, readOnly, onBlur: _, ...words } = useControl(props);
  const box = useRef<HTMLDivElement>(null);
  const entries: readonly JsonValue[] = Array.isArray(value) ? value : [];
  const add = () => {
    onChange([...entries, toBlankValue(field.items, root)]);
    // The new entry is drawn first.
    requestAnimationFrame(() => {
      const entries = box.current?.querySelectorAll<HTMLElement>('[data-entry]');
      entries
        ?.item(entries.length - 1)
        .querySelector<HTMLElement>('input, select, textarea')
        ?.focus();
    });
  };
  const isFull = field.maxItems !== undefined && entries.length >= field.maxItems;
  return (
    <Input.Wrapper {...words} label={label} labelElement="div">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a list of rows without its own frame */}
      <div ref={box} className={classes.list} role="group" aria-label={label}>
        {entries.length === 0 && <p className={classes.none}>{text.noEntries}</p>}
        {entries.map((entry, index) => (
          // Entries have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={index} className={classes.entry} data-entry>
            <Field
              name=""
              label={text.entry(label, index + 1)}
              pointer={toPointer(pointer, index)}
              schema={field.items}
              value={entry}
              required
              depth={depth + 1}
              onChange={(next) => onChange(entries.map((old, at) => (at === index ? (next ?? '') : old)))}
            />
            <button
              type="button"
              className={classes.remove}
              aria-label={text.remove(label, index + 1)}
              disabled={readOnly}
              onClick={() => onChange(entries.filter((_entry, at) => at !== index))}
            >
              <X size={14} aria-hidden />
            </button>
          </div>
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={add}
          disabled={readOnly || isFull}
          aria-label={text.add(label)}
        >
          {text.addShort}
        </Button>
      </div>
    </Input.Wrapper>
  );
}
