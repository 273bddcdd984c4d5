import { type RefObject, useEffect } from 'react';
import { updateNote } from '../../model/edits/notes.ts';
import { findStep } from '../../model/find-step.ts';
import { listPorts } from '../../model/ports.ts';
import { fromWindow } from '../../store/camera.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import { openMenuAt } from '../menu/open-menu.ts';
import { text } from '../strings.ts';
import { boxSelect } from './box-select.ts';
import { dragItems } from './drag-items.ts';
import { drawConnection, toConnectStart } from './draw-connection.ts';
import { followPointer, type Gesture, toKeys } from './gesture.ts';
import { findPressed, type Pressed } from './pressed.ts';
import { clickOn, pressOn } from './select-by-pointer.ts';

const LONG_PRESS_MS = 500;

/**
 * All that is done with the pointer on the canvas, cards and painted tiles alike: the document says what is under the pointer. What is
 * not ours (an empty spot without Shift) goes on to React Flow, which pans and zooms.
 */
export function useCanvasPointer(element: RefObject<HTMLElement | null>, store: EditorStore): void {
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    let isOurs = false;
    let longPress: ReturnType<typeof setTimeout> | undefined;

    const onDown = (event: PointerEvent) => {
      isOurs = false;
      clearTimeout(longPress);
      const target = event.target instanceof Element ? event.target : null;
      if (target === null || target.closest('[data-nodrag]') !== null) return;
      canvas.focus({ preventScroll: true });
      const pressed = findPressed(store.getState(), event, target);
      if (event.pointerType === 'touch')
        longPress = setTimeout(() => openMenuAt(store, { x: event.clientX, y: event.clientY }, pressed), LONG_PRESS_MS);
      if (event.button !== 0) return;
      const begin = toGesture(store, pressed, event);
      isOurs = begin !== undefined;
      if (begin === undefined && pressed.kind !== 'none') isOurs = event.pointerType !== 'touch';
      hold(store, isOurs);
      pressOn(store, pressed, toKeys(event), event.pointerType);
      followPointer(store.getState().camera, event, {
        begin: () => {
          clearTimeout(longPress);
          return begin?.();
        },
        click: () => {
          clearTimeout(longPress);
          clickOn(store, pressed, event);
        },
      });
    };
    // React Flow pans by mouse and touch events; those of a press that is ours must not reach it.
    const guard = (event: Event) => {
      if (isOurs) event.stopPropagation();
      // The browser would select the texts around.
      if (event instanceof MouseEvent && (isOurs || event.shiftKey) && !isKept(event.target)) event.preventDefault();
    };
    const onMenu = (event: MouseEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (target === null || target.closest('[data-nodrag]') !== null) return;
      event.preventDefault();
      openMenuAt(store, { x: event.clientX, y: event.clientY }, findPressed(store.getState(), event, target));
    };
    const stopLongPress = () => clearTimeout(longPress);
    canvas.addEventListener('pointerdown', onDown, true);
    canvas.addEventListener('mousedown', guard, true);
    canvas.addEventListener('touchstart', guard, { capture: true, passive: true });
    canvas.addEventListener('contextmenu', onMenu);
    canvas.addEventListener('pointerup', stopLongPress, true);
    return () => {
      clearTimeout(longPress);
      canvas.removeEventListener('pointerdown', onDown, true);
      canvas.removeEventListener('mousedown', guard, true);
      canvas.removeEventListener('touchstart', guard, true);
      canvas.removeEventListener('contextmenu', onMenu);
      canvas.removeEventListener('pointerup', stopLongPress, true);
    };
  }, [element, store]);
}

/** Tells the state of the canvas that a button is down, until it is released wherever that happens. */
function hold(store: EditorStore, isHeld: boolean): void {
  if (!isHeld) return;
  const release = () => {
    window.removeEventListener('pointerup', release);
    window.removeEventListener('pointercancel', release);
    window.removeEventListener('blur', release);
    store.getState().patchView({ pressed: false });
  };
  store.getState().patchView({ pressed: true });
  window.addEventListener('pointerup', release);
  window.addEventListener('pointercancel', release);
  window.addEventListener('blur', release);
}

/** Whether presses on something are its own business: a field, a button, a panel on the canvas. */
function isKept(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-nodrag]') !== null;
}

/** What a drag from here would be; `undefined` when it is React Flow's: panning. */
function toGesture(store: EditorStore, pressed: Pressed, event: PointerEvent): (() => Gesture | undefined) | undefined {
  const state = store.getState();
  const start = { x: event.clientX, y: event.clientY };
  const isTouch = event.pointerType === 'touch';
  switch (pressed.kind) {
    case 'none':
      return event.shiftKey && !isTouch ? () => boxSelect(store, start) : undefined;
    case 'port': {
      if (state.readOnly) return undefined;
      const step = findStep(state.workflow, pressed.stepId)?.step;
      if (step === undefined) return undefined;
      const begin = toConnectStart(state, pressed.stepId, pressed.port, listPorts(step, state.blocks));
      return begin === undefined ? undefined : () => drawConnection(store, begin);
    }
    case 'edge-end': {
      const edge = state.scene.curves.get(pressed.key)?.edge;
      if (state.readOnly || edge === undefined) return undefined;
      const tied = pressed.end === 'to' ? edge.from : edge.to;
      return () => drawConnection(store, { stepId: tied, port: edge.port, end: pressed.end, replaces: pressed.key });
    }
    case 'resize':
      return state.readOnly ? undefined : () => resizeNote(store, pressed.id, start);
    case 'step':
    case 'note':
    case 'group': {
      // A finger pans over what is not selected: the screen is small and most of it is cards.
      const isSelected = state.selection[`${pressed.kind}s`].has(pressed.id);
      if (state.readOnly || (isTouch && !isSelected)) return undefined;
      return () => dragItems(store, start, pressed.box);
    }
    default:
      return undefined;
  }
}

function resizeNote(store: EditorStore, id: string, start: { x: number; y: number }): Gesture {
  const { camera, scene } = store.getState();
  const from = fromWindow(camera, start);
  const before = scene.geometry.notes.get(id);
  const mergeKey = `resize-${id}-${performance.now()}`;
  const setSize = (width: number, height: number) =>
    store.getState().apply(text.resizeNote, updateNote(id, { size: { width, height } }), { mergeKey });
  const resize = (point: { x: number; y: number }) => {
    if (before === undefined) return;
    const at = fromWindow(camera, point);
    setSize(
      Math.max(120, Math.round(before.width + at.x - from.x)),
      Math.max(60, Math.round(before.height + at.y - from.y)),
    );
  };
  return {
    move: resize,
    end: resize,
    cancel: () => before !== undefined && setSize(before.width, before.height),
  };
}
