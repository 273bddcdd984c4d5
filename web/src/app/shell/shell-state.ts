import { createStore } from 'zustand/vanilla';

const KEY = 'flowright.rail';

function read(): boolean {
  try {
    return localStorage.getItem(KEY) === 'collapsed';
  } catch {
    return false;
  }
}

/** Whether the rail shows icons only; remembered. */
export const rail = createStore<{ readonly isCollapsed: boolean }>(() => ({ isCollapsed: read() }));

/** Collapses or expands the rail. */
export function toggleRail(): void {
  const isCollapsed = !rail.getState().isCollapsed;
  rail.setState({ isCollapsed });
  try {
    localStorage.setItem(KEY, isCollapsed ? 'collapsed' : 'open');
  } catch {
    // Storage is blocked: it holds until the page is closed.
  }
}
