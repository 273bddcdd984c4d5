import { useMediaQuery } from '@mantine/hooks';
import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '#web/ui/icon-button.tsx';
import { Keys } from '#web/ui/keys.tsx';
import { tip } from '#web/ui/tip.ts';
import { openPalette } from '../overlay/overlay-store.ts';
import { text } from '../strings.ts';
import { listAreas } from './areas.ts';
import { Logo } from './logo.tsx';
import classes from './rail.module.css';
import { RailLink } from './rail-link.tsx';
import { rail, toggleRail } from './shell-state.ts';
import { UserMenu } from './user-menu.tsx';

/** The rail: where one can go. Narrow windows show icons only. */
export function Rail({ openQuestions }: { readonly openQuestions: number | undefined }) {
  const isNarrow = useMediaQuery('(max-width: 1100px)', undefined, { getInitialValueInEffect: false }) === true;
  const isChosen = useStore(rail, (state) => state.isCollapsed);
  const isCollapsed = isNarrow || isChosen;
  const areas = listAreas();
  const toLink = (place: 'main' | 'end') =>
    areas
      .filter((area) => area.place === place)
      .map((area) => (
        <li key={area.id}>
          <RailLink area={area} isCollapsed={isCollapsed} count={area.counts === undefined ? 0 : openQuestions} />
        </li>
      ));
  return (
    <nav className={classes.rail} data-collapsed={isCollapsed} aria-label={text.mainNavigation}>
      <div className={classes.head}>
        <Logo />
        {!isCollapsed && <span className={classes.name}>{text.productName}</span>}
      </div>
      <button
        type="button"
        {...tip(text.search, { keys: 'mod+k', side: 'right' })}
        className={classes.search}
        aria-label={isCollapsed ? text.search : undefined}
        onClick={openPalette}
      >
        <Search size={15} aria-hidden="true" />
        {!isCollapsed && (
          <>
            <span className={classes.label}>{text.searchShort}</span>
            <Keys combo="mod+k" />
          </>
        )}
      </button>
      <ul className={classes.list}>{toLink('main')}</ul>
      <ul className={classes.list} data-end="true">
        {toLink('end')}
      </ul>
      <div className={classes.foot}>
        <UserMenu isCollapsed={isCollapsed} />
        {!isNarrow && (
          <IconButton
            label={isCollapsed ? text.expand : text.collapse}
            keys="["
            icon={isCollapsed ? <PanelLeftOpen size={16} /> : <PanelLeftClose size={16} />}
            onClick={toggleRail}
          />
        )}
      </div>
    </nav>
  );
}
