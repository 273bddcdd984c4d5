import { useStore } from 'zustand';
import { openConfirm } from './confirm.tsx';
import { LateLayer } from './late-layer.tsx';

const load = async () => (await import('./confirm-dialog.tsx')).ConfirmDialog;

/** Draws the question of `confirm`. One of these is in the frame of the page. */
export function ConfirmHost() {
  const isOpen = useStore(openConfirm, (state) => state.isOpen);
  return <LateLayer load={load} isOpen={isOpen} onFail={() => openConfirm.getState().request?.answer(false)} />;
}
