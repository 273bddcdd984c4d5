import { Button } from '@mantine/core';
import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import classes from './bulk-bar.module.css';
import { type BulkResult, runBulk } from './run-bulk.ts';
import { NOTHING, type Selected } from './selection.ts';
import { text } from './strings.ts';

/** Something that can be done with what is selected. */
export interface BulkAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  /** Whether it goes with this many; always by default. */
  readonly when?: (ids: readonly string[]) => boolean;
  /** Asked first; the action is given up when it answers no. */
  readonly before?: (ids: readonly string[]) => Promise<boolean>;
  /** Done for one; either this or `all`. */
  readonly each?: (id: string) => Promise<unknown>;
  /** Done for all at once, e.g. comparing two. */
  readonly all?: (ids: readonly string[]) => void | Promise<void>;
  /** After `each` was tried for all. */
  readonly after?: (result: BulkResult) => void;
}

/** Props of {@link BulkBar}. */
export interface BulkBarProps {
  readonly selected: Selected;
  readonly onSelect: (selected: Selected) => void;
  readonly actions: readonly BulkAction[];
  /** What an entry is called, in the list of those that failed. */
  readonly toName: (id: string) => string;
}

interface State {
  readonly action: BulkAction;
  readonly done: number;
  readonly all: number;
  readonly result?: BulkResult;
}

/** What can be done with the selected rows, how far it is, and what could not be done. */
export function BulkBar({ selected, onSelect, actions, toName }: BulkBarProps) {
  const [state, setState] = useState<State>();
  const ids = [...selected];
  const isBusy = state !== undefined && state.result === undefined;
  const start = async (action: BulkAction, given: readonly string[]) => {
    if (action.before !== undefined && !(await action.before(given))) return;
    await action.all?.(given);
    if (action.each === undefined) return;
    setState({ action, done: 0, all: given.length });
    const result = await runBulk(given, action.each, (done) => setState({ action, done, all: given.length }));
    action.after?.(result);
    onSelect(new Set(result.failed.map(({ id }) => id)));
    setState(result.failed.length === 0 ? undefined : { action, done: given.length, all: given.length, result });
  };
  const failed = state?.result?.failed ?? [];
  if (ids.length === 0 && failed.length === 0 && !isBusy) return null;
  return (
    <section className={classes.bar} aria-label={text.selected(ids.length)}>
      <span className={classes.count} role="status">
        {isBusy ? text.working(state.done, state.all) : text.selected(ids.length)}
      </span>
      {actions
        .filter((action) => action.when?.(ids) !== false)
        .map((action) => (
          <Button
            key={action.id}
            size="xs"
            variant="default"
            {...(action.danger === true ? { color: 'red', variant: 'light' } : {})}
            leftSection={action.icon}
            loading={isBusy && state.action.id === action.id}
            disabled={isBusy || ids.length === 0}
            onClick={() => void start(action, ids)}
          >
            {action.label}
          </Button>
        ))}
      <button
        type="button"
        className={classes.clear}
        aria-label={text.clearSelection}
        onClick={() => onSelect(NOTHING)}
      >
        <X size={14} aria-hidden />
      </button>
      {failed.length > 0 && state !== undefined && (
        <div className={classes.failures} role="alert">
          <p className={classes.failed}>{text.someFailed(failed.length)}</p>
          <ul className={classes.list}>
            {failed.map(({ id, message }) => (
              <li key={id}>
                <strong>{toName(id)}</strong> {message}
              </li>
            ))}
          </ul>
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              void start(
                state.action,
                failed.map(({ id }) => id),
              )
            }
          >
            {text.tryFailedAgain}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => setState(undefined)}>
            {text.dismiss}
          </Button>
        </div>
      )}
    </section>
  );
}
