import { SegmentedControl } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useMemo, useState } from 'react';
import { DataTable } from './data-view/data-table.tsx';
import { DataTree } from './data-view/data-tree.tsx';
import { JsonText } from './data-view/json-text.tsx';
import { countChildren } from './data-view/kind.ts';
import { Leaf } from './data-view/leaf.tsx';
import { toColumns } from './data-view/table-columns.ts';
import { toJson } from './data-view/to-json.ts';
import classes from './data-view.module.css';
import { IconButton } from './icon-button.tsx';
import { text } from './strings.ts';
import { useCopy } from './use-copy.ts';

type View = 'tree' | 'table' | 'json';

/**
 * Any data, to look into: a typed tree, a table when it is a list of objects, and its JSON. With `dragPrefix` values can be dragged into
 * fields as `{{ dragPrefix.path }}`; with `onPick` a double click or Enter picks a path.
 */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name says what it is; nothing here reads binary buffers
export function DataView(props: {
  readonly value: unknown;
  /** What the data is, e.g. "Output of Fetch orders". */
  readonly label: string;
  readonly onPick?: (path: string) => void;
  readonly dragPrefix?: string;
  readonly maxHeight?: number;
}) {
  const { value, label, maxHeight = 360, onPick, dragPrefix } = props;
  const [chosen, setChosen] = useState<View>('tree');
  const { copied, copy } = useCopy();
  const columns = useMemo(() => toColumns(value), [value]);
  const view = chosen === 'table' && columns === undefined ? 'tree' : chosen;
  if (countChildren(value) === 0) return <Leaf value={value} label={label} maxHeight={maxHeight} />;
  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={text.view(label)}
          value={view}
          onChange={setChosen}
          data={[
            { value: 'tree', label: text.viewTree },
            ...(columns === undefined ? [] : [{ value: 'table' as const, label: text.viewTable }]),
            { value: 'json', label: text.viewJson },
          ]}
        />
        <IconButton
          size="sm"
          label={copied ? text.copied : text.copyValue}
          icon={copied ? <Check size={14} /> : <Copy size={14} />}
          onClick={() => void copy(toJson(value))}
        />
      </div>
      {view === 'tree' && (
        <DataTree
          value={value}
          label={label}
          maxHeight={maxHeight}
          {...(onPick === undefined ? {} : { onPick })}
          {...(dragPrefix === undefined ? {} : { dragPrefix })}
        />
      )}
      {view === 'table' && Array.isArray(value) && columns !== undefined && (
        <DataTable rows={value} columns={columns} label={label} maxHeight={maxHeight} />
      )}
      {view === 'json' && <JsonText value={value} label={label} maxHeight={maxHeight} />}
    </div>
  );
}
