import { type RefObject, useEffect } from 'react';
import { centerOf } from '../../model/boxes.ts';
import { edgesFrom } from '../../model/edge-index.ts';
import { findScope, findStep } from '../../model/find-step.ts';
import { findNext } from '../../model/navigate.ts';
import { listPorts } from '../../model/ports.ts';
import type { EditorState, EditorStore } from '../../store/editor-store.ts';
import type { ConnectStart } from '../../store/view-state.ts';
import { toStepName } from '../cards/step-name.ts';
import { findConnectFault } from '../connect-fault.ts';
import { finishConnection } from '../pointer/draw-connection.ts';
import { focusStep, revealStep } from './focus-step.ts';

const ARROWS: Readonly<Record<string, 'left' | 'right' | 'up' | 'down'>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Begins a connection from the step the keyboard is on, by its first port that leads nowhere. */
export function startConnecting(store: EditorStore): void {
  const state = store.getState();
  const id = state.focus ?? [...state.selection.steps][0];
  const found = id === undefined ? undefined : findStep(state.workflow, id);
  const box = id === undefined ? undefined : state.scene.geometry.steps.get(id);
  if (id === undefined || found === undefined || box === undefined || state.readOnly) return;
  const ports = listPorts(found.step, state.blocks);
  const taken = edgesFrom(findScope(state.workflow, found.scopeId)?.edges ?? [], id).map(
    ({ port }) => port ?? ports[0],
  );
  const port = ports.find((name) => !taken.includes(name)) ?? ports[0];
  const start: ConnectStart = { stepId: id, port: ports.length > 1 ? port : undefined, end: 'to' };
  const over = listTargets(state, start)[0];
  state.patchView({ connect: { start, at: centerOf(box), over, typed: '' } });
  if (over !== undefined) revealStep(store, over);
}

/** Steps a connection may end at, nearest first. */
function listTargets(state: EditorState, start: ConnectStart): readonly string[] {
  const found = findStep(state.workflow, start.stepId);
  const from = state.scene.geometry.steps.get(start.stepId);
  const scope = findScope(state.workflow, found?.scopeId);
  if (from === undefined || scope === undefined) return [];
  const { x, y } = centerOf(from);
  return scope.steps
    .flatMap(({ id }) => {
      const box = id === start.stepId ? undefined : state.scene.geometry.steps.get(id);
      if (box === undefined || findConnectFault(state, start, id) !== undefined) return [];
      const at = centerOf(box);
      return [{ id, distance: Math.hypot(at.x - x, at.y - y) }];
    })
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ id }) => id);
}

/** While a connection is drawn with the keyboard: arrows walk, letters find, Tab takes another port, Enter connects, Escape stops. */
export function useConnectKeys(element: RefObject<HTMLElement | null>, store: EditorStore): void {
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    const onKey = (event: KeyboardEvent) => {
      const state = store.getState();
      const { connect } = state;
      if (connect?.typed === undefined || event.ctrlKey || event.metaKey) return;
      const point = (over: string | undefined, typed = '') => {
        state.patchView({ connect: { ...connect, over: over ?? connect.over, typed } });
        if (over !== undefined) revealStep(store, over);
      };
      const stop = () => state.patchView({ connect: undefined });
      const arrow = ARROWS[event.key];
      if (event.key === 'Escape') stop();
      else if (event.key === 'Enter') {
        if (connect.over !== undefined && finishConnection(store, connect.start, connect.over))
          focusStep(store, connect.start.stepId);
        stop();
      } else if (event.key === 'Tab')
        state.patchView({ connect: { ...connect, start: toNextPort(state, connect.start) } });
      else if (arrow !== undefined) {
        const next = findNext(state.workflow, state.scene.geometry, connect.over ?? connect.start.stepId, arrow);
        point(next === connect.start.stepId ? undefined : next);
      } else if (event.key === 'Backspace') point(undefined, connect.typed.slice(0, -1));
      else if (event.key.length === 1) {
        const typed = connect.typed + event.key.toLowerCase();
        point(findByName(state, connect.start, typed), typed);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    canvas.addEventListener('keydown', onKey, true);
    return () => canvas.removeEventListener('keydown', onKey, true);
  }, [element, store]);
}

function findByName(state: EditorState, start: ConnectStart, typed: string): string | undefined {
  return listTargets(state, start).find((id) => {
    const step = findStep(state.workflow, id)?.step;
    const name = step === undefined ? id : toStepName(step, state.blocks.get(step.process.block));
    return name.toLowerCase().includes(typed) || id.toLowerCase().startsWith(typed);
  });
}

function toNextPort({ workflow, blocks }: EditorState, start: ConnectStart): ConnectStart {
  const step = findStep(workflow, start.stepId)?.step;
  const ports = step === undefined ? [] : listPorts(step, blocks);
  if (ports.length < 2) return start;
  return { ...start, port: ports[(ports.indexOf(start.port ?? '') + 1) % ports.length] };
}
