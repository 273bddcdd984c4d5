import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { formatDuration } from '#web/strings/format.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import { toShare, toTicks } from '../model/time-axis.ts';
import classes from './drawer.module.css';
import { text } from './strings.ts';
import type { ShownTime } from './use-time-window.ts';

/** Marks of the axis at most; they must not touch on a phone. */
const MAX_TICKS = 7;
/** Further to the right the figure of a mark does not fit. */
const LAST_TICK = 0.94;

/** The scale above the bars: time since the run was created, with zoom. */
export function TimeAxis({ time, origin }: { readonly time: ShownTime; readonly origin: number }) {
  return (
    <div className={classes.axis}>
      <div className={classes.axisTools}>
        <IconButton
          size="sm"
          label={text.zoomOut}
          icon={<ZoomOut size={14} />}
          disabled={time.isWhole}
          onClick={() => time.zoom(1 / 1.5)}
        />
        <IconButton size="sm" label={text.zoomIn} icon={<ZoomIn size={14} />} onClick={() => time.zoom(1.5)} />
        <IconButton
          size="sm"
          label={text.zoomAll}
          icon={<Maximize2 size={14} />}
          disabled={time.isWhole}
          onClick={time.showAll}
        />
      </div>
      <div className={classes.ticks} aria-hidden="true">
        {toTicks(time.window, origin, MAX_TICKS)
          .filter((at) => toShare(at, time.window) < LAST_TICK)
          .map((at) => (
            <span key={at} className={classes.tick} style={{ left: `${toShare(at, time.window) * 100}%` }}>
              {formatDuration(at - origin)}
            </span>
          ))}
      </div>
    </div>
  );
}
