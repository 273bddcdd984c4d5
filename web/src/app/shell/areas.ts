import type { LucideIcon } from 'lucide-react';
import { CalendarClock, House, Inbox, Play, Plug, Settings, Workflow } from 'lucide-react';
import { text } from '../strings.ts';

/** A place in the rail. One line here is all a new area needs. */
export interface Area {
  readonly id: string;
  readonly label: string;
  readonly to: string;
  readonly icon: LucideIcon;
  readonly keys: string;
  /** `main` above, `end` at the foot of the rail. */
  readonly place: 'main' | 'end';
  /** Whether it is in the bar of phones; the others are behind "More". */
  readonly onPhone?: boolean;
  /** Whether the number of open questions stands beside it. */
  readonly counts?: 'open-questions';
}

/** The places of the workspace, in their order. */
export const listAreas = (): readonly Area[] => [
  { id: 'home', label: text.home, to: '/', icon: House, keys: 'g h', place: 'main', onPhone: true },
  {
    id: 'workflows',
    label: text.workflows,
    to: '/workflows',
    icon: Workflow,
    keys: 'g w',
    place: 'main',
    onPhone: true,
  },
  { id: 'runs', label: text.runs, to: '/runs', icon: Play, keys: 'g r', place: 'main', onPhone: true },
  {
    id: 'approvals',
    label: text.approvals,
    to: '/approvals',
    icon: Inbox,
    keys: 'g a',
    place: 'main',
    onPhone: true,
    counts: 'open-questions',
  },
  { id: 'schedules', label: text.schedules, to: '/schedules', icon: CalendarClock, keys: 'g s', place: 'main' },
  { id: 'connections', label: text.connections, to: '/connections', icon: Plug, keys: 'g c', place: 'main' },
  { id: 'settings', label: text.settings, to: '/settings', icon: Settings, keys: 'g ,', place: 'end' },
];

/** Whether the address `path` is in the area. */
export function isWithin(area: Pick<Area, 'to'>, path: string): boolean {
  return area.to === '/' ? path === '/' : path === area.to || path.startsWith(`${area.to}/`);
}
