import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react';
import { onFirstTouch } from './on-first-touch.ts';
import { text } from './strings.ts';
import { toast } from './toast.ts';

const loadMenu = async () => (await import('./loaded-menu.tsx')).LoadedMenu;

/** What a menu that is loaded late takes. */
export interface LateMenuProps {
  /** Loads what stands in the menu. */
  readonly load: () => Promise<ComponentType>;
  /** Name of the button. */
  readonly label: string;
  readonly className: string | undefined;
  readonly position: 'top-start' | 'top-end' | 'bottom-end';
  /** Whether the page that is open is behind this menu. */
  readonly isCurrent?: boolean;
  /** What stands on the button. */
  readonly children: ReactNode;
}

type Loaded = {
  readonly Menu: Awaited<ReturnType<typeof loadMenu>>;
  readonly Items: ComponentType;
  readonly hadFocus: boolean;
};

/** A button with a menu that the first page does not have to load: it comes when a person first touches the page. */
export function LateMenu(props: LateMenuProps) {
  const { load, label, className, isCurrent, children } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [loaded, setLoaded] = useState<Loaded>();
  const [isWanted, setWanted] = useState(false);
  const fetchBoth = async (): Promise<void> => {
    const [Menu, Items] = await Promise.all([loadMenu(), load()]);
    setLoaded({ Menu, Items, hadFocus: document.activeElement === button.current });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, ahead of time
  useEffect(() => onFirstTouch(() => void fetchBoth().catch(() => undefined)), []);
  if (loaded !== undefined)
    return <loaded.Menu {...props} Items={loaded.Items} startsOpen={isWanted} hadFocus={loaded.hadFocus} />;
  return (
    <button
      ref={button}
      type="button"
      className={className}
      aria-label={label}
      aria-haspopup="menu"
      data-here={isCurrent}
      onClick={() => {
        setWanted(true);
        void fetchBoth().catch(() => toast.error(text.partNotLoaded));
      }}
    >
      {children}
    </button>
  );
}
