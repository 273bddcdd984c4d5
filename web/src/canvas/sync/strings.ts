import { defineStrings } from '#web/strings/define-strings.ts';
import { plural } from '#web/strings/format.ts';

/** Texts about how a document stands towards the server. */
export const text = defineStrings('sync', {
  saved: (version: number) => (version === 0 ? 'Not saved yet' : `Version ${version}`),
  savedHint: 'Everything is saved as a version.',
  draft: 'Draft saved',
  draftHint: (version: number) =>
    version === 0
      ? 'Your changes are kept on the server. Save to make the first version.'
      : `Your changes are kept on the server, on top of version ${version}. Save to make a version of them.`,
  unsaved: 'Changed',
  unsavedHint: 'Your changes will be kept in a moment.',
  saving: 'Saving…',
  offline: 'Kept on this machine',
  offlineHint: 'The server does not answer. Your changes are kept in this browser and sent as soon as it is back.',
  failed: 'Not saved',
  tryAgain: 'Try again',
  conflicts: (count: number) => `${plural(count, 'change')} made in two places`,
  conflictsTitle: 'Changed in two places',
  conflictsText:
    'Another window or person changed the same things while you did. Your side stands for now; choose for each.',
  mine: 'Yours',
  theirs: 'Theirs',
  takeTheirs: 'Take theirs',
  absent: 'not there',
  done: 'Done',
  takenOver: 'Took over theirs',
  merged: 'Changes from another window were added',
});
