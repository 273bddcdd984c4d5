import { Menu } from '@mantine/core';
import { type ComponentType, useCallback, useState } from 'react';
import type { LateMenuProps } from './late-menu.tsx';

/** The menu of `LateMenu` once its script is there. It takes over the focus the plain button had. */
export function LoadedMenu(
  props: LateMenuProps & { readonly Items: ComponentType; readonly startsOpen: boolean; readonly hadFocus: boolean },
) {
  const { label, className, position, isCurrent, children, Items, startsOpen, hadFocus } = props;
  const [isOpen, setOpen] = useState(startsOpen);
  const takeFocus = useCallback(
    (button: HTMLButtonElement | null) => {
      if (hadFocus) button?.focus();
    },
    [hadFocus],
  );
  return (
    <Menu opened={isOpen} onChange={setOpen} position={position} width={220}>
      <Menu.Target>
        <button ref={takeFocus} type="button" className={className} aria-label={label} data-here={isCurrent}>
          {children}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Items />
      </Menu.Dropdown>
    </Menu>
  );
}
