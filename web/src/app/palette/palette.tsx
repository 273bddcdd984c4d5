import { Modal } from '@mantine/core';
import { closeOverlay } from '../overlay/overlay-store.ts';
import { text } from '../strings.ts';
import { PaletteBody } from './palette-body.tsx';

/** The command palette: places, workflows, runs, blocks, and what can be done here. */
export function Palette({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <Modal.Root
      opened={isOpen}
      onClose={closeOverlay}
      size={620}
      padding={0}
      yOffset="12vh"
      centered={false}
      transitionProps={{ duration: 80, transition: 'fade' }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={text.paletteLabel}>
        <PaletteBody />
      </Modal.Content>
    </Modal.Root>
  );
}
