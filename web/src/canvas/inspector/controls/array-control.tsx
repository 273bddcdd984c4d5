import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { ControlProps } from '../form/control-props.ts';
import classes from '../form/form.module.css';
import { RestMessages } from '../form/rest-messages.tsx';
import { formText as text } from '../strings.ts';
import { isList, parseJsonText } from '../values/json-value.ts';
import { toEmptyItem, toVariants } from '../values/schema-field.ts';
import { ArrayItem } from './array-item.tsx';
import { JsonText } from './json-text.tsx';
import { useItemKeys } from './use-item-keys.ts';
import { type RowView, ViewSwitch } from './view-switch.tsx';

const MAX_ROWS = 100;

/** Moves an item of a list to another place. */
export function moveItem<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const target = Math.max(0, Math.min(list.length - 1, to));
  const moved = list[from];
  if (moved === undefined || target === from) return list;
  return list.toSpliced(from, 1).toSpliced(target, 0, moved);
}

function toKindWord(variant: JsonObject | undefined): string {
  if (typeof variant?.title === 'string') return variant.title;
  if (variant?.type === 'object') return text.withFields;
  return variant?.type === 'string' ? text.kindText.toLowerCase() : String(variant?.type ?? '');
}

/** A list: a row for each item, edited by its schema where there is one, put in order by dragging or with the arrow keys; or JSON. */
export function ArrayControl(props: ControlProps) {
  const { field, value, onChange, label, readOnly } = props;
  const parsed = value === undefined || value === null ? [] : parseJsonText(value);
  const list = isList(parsed) ? parsed : undefined;
  const [chosen, setChosen] = useState<RowView>('rows');
  const isJson = chosen === 'json' || list === undefined;
  const owner = useId();
  const [announced, setAnnounced] = useState('');
  const keys = useItemKeys(list?.length ?? 0);
  const variants = toVariants(field.schema?.items);
  const set = (next: readonly JsonValue[]) => onChange(next.length === 0 ? undefined : next);
  const move = (from: number, to: number) => {
    if (list === undefined || to < 0 || to >= list.length) return;
    keys.move(from, to);
    set(moveItem(list, from, to));
    setAnnounced(text.moved(text.item(from), to + 1));
  };
  return (
    <div className={classes.rows}>
      {isJson ? (
        <JsonText value={parsed} onChange={onChange} label={label} readOnly={readOnly} />
      ) : (
        <>
          {list.slice(0, MAX_ROWS).map((item, index) => (
            <ArrayItem
              key={keys.at(index)}
              owner={owner}
              index={index}
              value={item}
              variants={variants}
              label={label}
              readOnly={readOnly}
              onChange={(next) => set(list.with(index, next))}
              onMove={move}
              onRemove={() => {
                keys.remove(index);
                set(list.toSpliced(index, 1));
              }}
            />
          ))}
          {list.length > MAX_ROWS ? <div className={classes.hint}>{text.onlyRows(MAX_ROWS, list.length)}</div> : null}
        </>
      )}
      <RestMessages isDrawn={(key) => !isJson && Number(key) < Math.min(MAX_ROWS, list.length)} />
      <div className={classes.between}>
        {readOnly || isJson ? (
          <span />
        ) : (
          <span>
            {(variants.length === 0 ? [undefined] : variants).map((variant) => (
              <button
                key={toKindWord(variant)}
                type="button"
                className={classes.tool}
                onClick={() => set([...list, toEmptyItem(variant)])}
              >
                <Plus size={13} aria-hidden /> {variants.length > 1 ? text.addKind(toKindWord(variant)) : text.addItem}
              </button>
            ))}
          </span>
        )}
        <ViewSwitch
          label={label}
          view={list === undefined ? 'json' : chosen}
          canShowRows={list !== undefined}
          onSwitch={setChosen}
        />
      </div>
      <div className="visually-hidden" aria-live="polite">
        {announced}
      </div>
    </div>
  );
}
