import { useLocalStorage } from '@mantine/hooks';
import { readLayout, type TableLayout } from './column.ts';

/** What a person changed about the columns of a table, remembered by this browser. */
export function useTableLayout(tableId: string) {
  const [layout, setLayout, reset] = useLocalStorage<TableLayout>({
    key: `flowright.table.${tableId}`,
    defaultValue: readLayout(undefined),
    deserialize: readLayout,
    getInitialValueInEffect: false,
  });
  return {
    layout,
    setWidth: (id: string, width: number) => setLayout((old) => ({ ...old, widths: { ...old.widths, [id]: width } })),
    setShown: (id: string, shown: boolean) => setLayout((old) => ({ ...old, shown: { ...old.shown, [id]: shown } })),
    reset,
  };
}
