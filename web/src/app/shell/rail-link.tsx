import { Link, useLocation } from '@tanstack/react-router';
import { tip } from '#web/ui/tip.ts';
import { text } from '../strings.ts';
import { type Area, isWithin } from './areas.ts';
import classes from './rail.module.css';

/** The way to an area, with what waits there. */
export function RailLink(props: {
  readonly area: Area;
  readonly isCollapsed: boolean;
  readonly count: number | undefined;
}) {
  const { area, isCollapsed, count = 0 } = props;
  const isHere = useLocation({ select: ({ pathname }) => isWithin(area, pathname) });
  const { icon: Icon } = area;
  return (
    <Link
      {...tip(area.label, { keys: area.keys, side: 'right' })}
      to={area.to}
      className={classes.link}
      aria-current={isHere ? 'page' : undefined}
      data-here={isHere}
    >
      <Icon size={17} aria-hidden="true" />
      <span className={isCollapsed ? 'visually-hidden' : classes.label}>{area.label}</span>
      {count > 0 && (
        <span className={classes.count} data-floats={isCollapsed}>
          <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
          <span className="visually-hidden">{text.openQuestions(count)}</span>
        </span>
      )}
    </Link>
  );
}
