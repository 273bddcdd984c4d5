import { Button, Menu, Popover, TextInput } from '@mantine/core';
import { Bookmark, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { toast } from '../toast.ts';
import classes from './filter-bar.module.css';
import type { FilterValues, SavedView } from './saved-views.ts';
import { text } from './strings.ts';
import { useViews } from './use-views.ts';

/** Props of {@link ViewMenu}. */
export interface ViewMenuProps {
  readonly tableId: string;
  readonly builtIn: readonly SavedView[];
  readonly values: FilterValues;
  readonly onChange: (values: FilterValues) => void;
}

/** Chooses, saves, updates and deletes filters with a name. */
export function ViewMenu({ tableId, builtIn, values, onChange }: ViewMenuProps) {
  const views = useViews(tableId, builtIn, values);
  const [isNaming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const { current } = views;
  const title = current === undefined ? text.ownView : views.isEdited ? text.viewEdited(current.name) : current.name;
  const choose = (view: SavedView) => {
    views.choose(view);
    onChange(view.values);
  };
  const save = (under: string) => {
    if (under.trim() === '') return;
    views.save(under);
    toast.success(text.viewSaved(under.trim()));
    setNaming(false);
    setName('');
  };
  const remove = (view: SavedView) => {
    const before = views.saved;
    views.remove(view);
    toast.success(text.viewDeleted(view.name), { action: { label: text.undo, run: () => views.restore(before) } });
  };
  return (
    <Popover
      opened={isNaming}
      onChange={setNaming}
      position="bottom-start"
      trapFocus
      returnFocus
      withinPortal
      withRoles={false}
      shadow="md"
    >
      <Popover.Target>
        <span>
          <Menu position="bottom-start" withinPortal>
            <Menu.Target>
              <Button
                size="xs"
                variant="default"
                leftSection={<Bookmark size={14} aria-hidden />}
                rightSection={<ChevronDown size={14} aria-hidden />}
                aria-label={text.viewName(title)}
              >
                {title}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{text.views}</Menu.Label>
              {[...views.builtIn, ...views.saved].map((view) => (
                <Menu.Item key={view.id} onClick={() => choose(view)} fw={view === current ? 600 : 400}>
                  {view.name}
                </Menu.Item>
              ))}
              <Menu.Divider />
              <Menu.Item onClick={() => setNaming(true)}>{text.saveAsView}</Menu.Item>
              {current !== undefined && views.isOwn(current) && views.isEdited && (
                <Menu.Item onClick={() => save(current.name)}>{text.updateView(current.name)}</Menu.Item>
              )}
              {current !== undefined && views.isOwn(current) && (
                <Menu.Item color="red" onClick={() => remove(current)}>
                  {text.deleteView(current.name)}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.saveAsView}>
        <form
          className={classes.range}
          style={{ borderTop: 0, margin: 0, padding: 0 }}
          onSubmit={(event) => {
            event.preventDefault();
            save(name);
          }}
        >
          <TextInput
            size="xs"
            label={text.nameOfView}
            value={name}
            maxLength={60}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" disabled={name.trim() === ''}>
            {text.saveView}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
