import { useEffect } from 'react';
import { useStore } from 'zustand';
import { LateLayer } from '#web/ui/late-layer.tsx';
import { onFirstTouch } from '#web/ui/on-first-touch.ts';
import { blockSheet, hideBlock } from '../palette/block-sheet-store.ts';
import { closeOverlay, overlay } from './overlay-store.ts';

const loadPalette = async () => (await import('../palette/palette.tsx')).Palette;
const loadShortcuts = async () => (await import('../shortcuts/shortcut-sheet.tsx')).ShortcutSheet;
const loadBlockSheet = async () => (await import('../palette/block-sheet.tsx')).BlockSheet;

/**
 * What lies over every page: the palette, the list of shortcuts, a block looked up. Their scripts come when a person first touches the
 * page, so that the keys open them at once.
 */
export function Overlays() {
  const open = useStore(overlay, (state) => state.open);
  const hasBlock = useStore(blockSheet, ({ block }) => block !== undefined);
  useEffect(loadAhead, []);
  return (
    <>
      <LateLayer load={loadPalette} isOpen={open === 'palette'} onFail={closeOverlay} />
      <LateLayer load={loadShortcuts} isOpen={open === 'shortcuts'} onFail={closeOverlay} />
      <LateLayer load={loadBlockSheet} isOpen={hasBlock} onFail={hideBlock} />
    </>
  );
}

function loadAhead(): () => void {
  return onFirstTouch(() => {
    // A favour: when it fails, opening tries again.
    void Promise.all([loadPalette(), loadShortcuts()]).catch(() => undefined);
  });
}
