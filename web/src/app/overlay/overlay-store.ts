import { createStore } from 'zustand/vanilla';

/** What lies over the page: the palette or the list of shortcuts. */
export const overlay = createStore<{ readonly open: 'palette' | 'shortcuts' | undefined }>(() => ({ open: undefined }));

/** Opens the palette. */
export const openPalette = (): void => overlay.setState({ open: 'palette' });
/** Opens the list of shortcuts. */
export const openShortcuts = (): void => overlay.setState({ open: 'shortcuts' });
/** Closes either. */
export const closeOverlay = (): void => overlay.setState({ open: undefined });
