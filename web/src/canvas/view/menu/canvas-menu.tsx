import { Menu } from '@mantine/core';
import { Keys } from '#web/ui/keys.tsx';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { text } from '../strings.ts';
import styles from '../workflow-canvas.module.css';
import { ColorPicker } from './color-picker.tsx';
import { type MenuItem, toMenuItems } from './menu-items.tsx';

/** The menu of what was pressed with the second button, long, or by the menu key. */
export function CanvasMenu({
  onOpenStep,
  onRunTo,
}: {
  readonly onOpenStep?: (stepId: string) => void;
  readonly onRunTo?: (stepId: string) => void;
}) {
  const store = useEditorStore();
  const menu = useEditor((state) => state.menu);
  if (menu === undefined) return null;
  const items = toMenuItems(store, menu, { onOpenStep, onRunTo });
  const close = () => {
    store.getState().patchView({ menu: undefined });
    document.querySelector<HTMLElement>('[data-canvas]')?.focus({ preventScroll: true });
  };
  return (
    <Menu
      // A new place is a new menu: it takes the focus anew.
      key={`${menu.screen.x}/${menu.screen.y}`}
      opened
      onClose={close}
      position="bottom-start"
      width={250}
      trapFocus
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <span
          className={styles.menuAnchor}
          style={{ left: menu.screen.x, top: menu.screen.y }}
          data-nodrag
          aria-hidden
        />
      </Menu.Target>
      <Menu.Dropdown data-nodrag aria-label={text.menuOf[menu.subject.kind]}>
        {items.map((item, at) => (
          <MenuLine key={item.kind === 'item' ? item.label : `${item.kind}-${at}`} item={item} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function MenuLine({ item }: { readonly item: MenuItem }) {
  if (item.kind === 'divider') return <Menu.Divider />;
  if (item.kind === 'colors') return <ColorPicker value={item.value} onPick={item.pick} />;
  return (
    <Menu.Item
      onClick={item.run}
      disabled={item.disabled === true}
      {...(item.danger === true ? { color: 'red' } : {})}
      {...(item.keys === undefined ? {} : { rightSection: <Keys combo={item.keys} /> })}
    >
      {item.label}
    </Menu.Item>
  );
}
