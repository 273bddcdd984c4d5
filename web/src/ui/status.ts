import type { LucideIcon } from 'lucide-react';
import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  FlaskConical,
  Hourglass,
  LoaderCircle,
  RotateCw,
  TimerOff,
  Unplug,
} from 'lucide-react';
import type { RunStatus } from '#contract/run-status.ts';
import type { StepSummary } from '#web/api/shapes.ts';

/** How a run, a step or what the canvas marks can be. */
export type Status = RunStatus | StepSummary['status'] | 'queued' | 'skipped' | 'simulated';

/** Names of the colour tokens that tell a status (theme/tokens.css). */
export type StatusTone =
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'waiting'
  | 'uncertain'
  | 'skipped'
  | 'cancelled'
  | 'simulated';

/** Shape and colour of a status: never colour alone. */
export interface StatusLook {
  readonly tone: StatusTone;
  readonly icon: LucideIcon;
  /** Whether the shape turns, because something is under way. */
  readonly spins?: boolean;
}

const LOOKS: Readonly<Record<Status, StatusLook>> = {
  queued: { tone: 'skipped', icon: Hourglass },
  running: { tone: 'running', icon: LoaderCircle, spins: true },
  retrying: { tone: 'waiting', icon: RotateCw, spins: true },
  waiting: { tone: 'waiting', icon: CirclePause },
  uncertain: { tone: 'uncertain', icon: CircleAlert },
  succeeded: { tone: 'succeeded', icon: CircleCheck },
  failed: { tone: 'failed', icon: CircleX },
  'timed-out': { tone: 'failed', icon: TimerOff },
  cancelled: { tone: 'cancelled', icon: Ban },
  abandoned: { tone: 'cancelled', icon: Unplug },
  skipped: { tone: 'skipped', icon: CircleDashed },
  simulated: { tone: 'simulated', icon: FlaskConical },
};

/** Shape and colour of `status`. */
export function toStatusLook(status: Status): StatusLook {
  return LOOKS[status];
}

/** The colour of `status`, as a CSS value. */
export function toStatusColour(status: Status): string {
  return `var(--${LOOKS[status].tone})`;
}
