import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import { type FilterValues, isSameFilter, readViews, type SavedView, withView } from './saved-views.ts';

/** The views of a table: those it brings and those a person saved in this browser. */
export function useViews(tableId: string, builtIn: readonly SavedView[], values: FilterValues) {
  const [saved, setSaved] = useLocalStorage<readonly SavedView[]>({
    key: `flowright.views.${tableId}`,
    defaultValue: [],
    deserialize: readViews,
    getInitialValueInEffect: false,
  });
  const [chosenId, setChosenId] = useState<string>();
  const all = [...builtIn, ...saved];
  const exact = all.find((view) => isSameFilter(view.values, values));
  const chosen = all.find((view) => view.id === chosenId);
  return {
    builtIn,
    saved,
    /** The view whose filters are set, or the one they were changed from. */
    current: exact ?? chosen,
    isEdited: exact === undefined,
    isOwn: (view: SavedView) => saved.some((own) => own.id === view.id),
    choose: (view: SavedView) => setChosenId(view.id),
    save(name: string) {
      const next = withView(saved, name, values);
      setSaved(next);
      setChosenId(next.find((view) => isSameFilter(view.values, values))?.id);
    },
    remove(view: SavedView) {
      setSaved(saved.filter((own) => own.id !== view.id));
    },
    restore: setSaved,
  };
}
