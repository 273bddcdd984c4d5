import { Tooltip } from '@mantine/core';
import { CircleAlert, CloudOff, LoaderCircle, Pencil, Save, SquareCheckBig } from 'lucide-react';
import { text } from './strings.ts';
import classes from './sync.module.css';
import type { SyncPhase, SyncState } from './sync-state.ts';

const ICONS: Readonly<Record<SyncPhase, typeof Save>> = {
  saved: SquareCheckBig,
  draft: Save,
  unsaved: Pencil,
  saving: LoaderCircle,
  offline: CloudOff,
  failed: CircleAlert,
};

/** How the document stands towards the server, in two words; more on hover and to screen readers. */
export function SaveState({ state, onRetry }: { readonly state: SyncState; readonly onRetry: () => void }) {
  const { phase } = state;
  const Icon = ICONS[phase];
  const canRetry = phase === 'offline' || phase === 'failed';
  const content = (
    <>
      <Icon size={14} aria-hidden="true" />
      <span>{toWords(state)}</span>
    </>
  );
  return (
    <Tooltip label={toHint(state)} multiline maw={320}>
      {canRetry ? (
        <button type="button" className={classes.state} data-phase={phase} onClick={onRetry} title={text.tryAgain}>
          {content}
        </button>
      ) : (
        <span className={classes.state} data-phase={phase} role="status">
          {content}
        </span>
      )}
    </Tooltip>
  );
}

function toWords({ phase, version }: SyncState): string {
  return phase === 'saved' ? text.saved(version) : text[phase];
}

function toHint({ phase, version, failure }: SyncState): string {
  switch (phase) {
    case 'saved':
      return text.savedHint;
    case 'draft':
    case 'saving':
      return text.draftHint(version);
    case 'unsaved':
      return text.unsavedHint;
    case 'offline':
      return text.offlineHint;
    case 'failed':
      return failure?.message ?? text.failed;
  }
}
