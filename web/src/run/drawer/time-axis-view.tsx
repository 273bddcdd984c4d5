import { useElementSize } from '@mantine/hooks';
import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { formatDuration } from '#web/strings/format.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import { toShare, toTicks } from '../model/time-axis.ts';
import classes from './drawer.module.css';
import { text } from './strings.ts';
import type { ShownTime } from './use-time-window.ts';

/** Room for a mark and its figure, in pixels. */
const TICK_WIDTH = 76;

/** The scale above the bars: time since the run was created, with zoom. */
export function TimeAxis({ time, origin }: { readonly time: ShownTime; readonly origin: number }) {
  const { ref, width } = useElementSize();
  const count = Math.max(1, Math.floor(width / TICK_WIDTH));
  const last = 1 - TICK_WIDTH / 2 / Math.max(TICK_WIDTH, width);
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
      <div ref={ref} className={classes.ticks} aria-hidden="true">
        {toTicks(time.window, origin, count)
          .filter((at) => toShare(at, time.window) < last)
          .map((at) => (
            <span key={at} className={classes.tick} style={{ left: `${toShare(at, time.window) * 100}%` }}>
              {formatDuration(at - origin)}
            </span>
          ))}
      </div>
    </div>
  );
}
