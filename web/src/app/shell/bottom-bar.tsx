import { Link, useLocation } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { LateMenu } from '#web/ui/late-menu.tsx';
import { text } from '../strings.ts';
import { type Area, isWithin, listAreas } from './areas.ts';
import classes from './bottom-bar.module.css';

const loadMore = async () => (await import('./more-items.tsx')).MoreItems;

/** The rail of a phone: the places one goes to most, within reach of a thumb; the others behind "More". */
export function BottomBar({ openQuestions = 0 }: { readonly openQuestions: number | undefined }) {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const areas = listAreas();
  return (
    <nav className={classes.bar} aria-label={text.mainNavigation}>
      {areas
        .filter(({ onPhone }) => onPhone === true)
        .map((area) => (
          <Place key={area.id} area={area} path={path} count={area.counts === undefined ? 0 : openQuestions} />
        ))}
      <LateMenu
        load={loadMore}
        label={text.more}
        className={classes.place}
        isCurrent={areas.some((area) => area.onPhone !== true && isWithin(area, path))}
        position="top-end"
      >
        <Ellipsis size={20} aria-hidden="true" />
        <span>{text.more}</span>
      </LateMenu>
    </nav>
  );
}

function Place({ area, path, count }: { readonly area: Area; readonly path: string; readonly count: number }) {
  const { to, label, icon: Icon } = area;
  const isHere = isWithin(area, path);
  return (
    <Link to={to} className={classes.place} aria-current={isHere ? 'page' : undefined} data-here={isHere}>
      <Icon size={20} aria-hidden="true" />
      <span>{label}</span>
      {count > 0 && (
        <span className={classes.count}>
          <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
          <span className="visually-hidden">{text.openQuestions(count)}</span>
        </span>
      )}
    </Link>
  );
}
