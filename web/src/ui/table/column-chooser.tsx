import { ActionIcon, Menu } from '@mantine/core';
import { Check, Columns3 } from 'lucide-react';
import type { Column, TableLayout } from './column.ts';
import { text } from './strings.ts';
import classes from './table.module.css';

/** Props of {@link ColumnChooser}. */
export interface ColumnChooserProps {
  readonly columns: readonly Pick<Column<never>, 'id' | 'header' | 'fixed' | 'hidden'>[];
  readonly layout: TableLayout;
  readonly onShown: (id: string, shown: boolean) => void;
  readonly onReset: () => void;
}

/** Chooses which columns are shown. */
export function ColumnChooser({ columns, layout, onShown, onReset }: ColumnChooserProps) {
  return (
    <Menu position="bottom-end" closeOnItemClick={false} withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" size={24} color="gray" aria-label={text.columns} className={classes.chooser}>
          <Columns3 size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{text.columns}</Menu.Label>
        {columns
          .filter((column) => column.fixed !== true)
          .map(({ id, header, hidden }) => {
            const isShown = layout.shown[id] ?? hidden !== true;
            return (
              <Menu.Item
                key={id}
                role="menuitemcheckbox"
                aria-checked={isShown}
                leftSection={<Check size={14} aria-hidden style={{ opacity: isShown ? 1 : 0 }} />}
                onClick={() => onShown(id, !isShown)}
              >
                {header}
              </Menu.Item>
            );
          })}
        <Menu.Divider />
        <Menu.Item onClick={onReset}>{text.resetColumns}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
