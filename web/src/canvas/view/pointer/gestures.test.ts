// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { findStep } from '../../model/find-step.ts';
import { toStep, toWorkflow } from '../../model/testing/sample.ts';
import { toRow, toRowAndLoop, toStore } from '../../testing/to-store.ts';
import { boxSelect } from './box-select.ts';
import { dragItems } from './drag-items.ts';
import { drawConnection } from './draw-connection.ts';
import { followPointer, type Gesture } from './gesture.ts';

const NO_KEYS = { shift: false, alt: false, mod: false };
const ALT = { ...NO_KEYS, alt: true };

function drag(store: ReturnType<typeof toStore>, id: string, from: { x: number; y: number }): Gesture {
  store.getState().select({ steps: new Set([id]) });
  const box = store.getState().scene.geometry.steps.get(id);
  if (box === undefined) throw new Error(`${id} is not shown.`);
  return dragItems(store, from, box);
}

describe('dragging', () => {
  it('shifts on the screen only, and changes the document once, at the drop', () => {
    const store = toStore(toRow(['a', 'b']));
    const { workflow } = store.getState();
    const gesture = drag(store, 'b', { x: 400, y: 20 });
    gesture.move({ x: 500, y: 220 }, NO_KEYS);
    expect(store.getState().workflow).toBe(workflow);
    expect(store.getState().drag).toMatchObject({ dx: 96, dy: 208 });
    gesture.end({ x: 500, y: 220 }, NO_KEYS);
    expect(findStep(store.getState().workflow, 'b')?.step.position).toEqual({ x: 432, y: 208 });
    expect(store.getState().drag).toBeUndefined();
    store.getState().undo();
    expect(store.getState().workflow).toEqual(workflow);
  });

  it('does not snap while alt is held', () => {
    const store = toStore(toRow(['a', 'b']));
    const gesture = drag(store, 'a', { x: 10, y: 10 });
    gesture.end({ x: 13, y: 215 }, ALT);
    expect(findStep(store.getState().workflow, 'a')?.step.position).toEqual({ x: 3, y: 205 });
  });

  it('leaves nothing behind when it is given up', () => {
    const store = toStore(toRow(['a', 'b']));
    const { workflow } = store.getState();
    const gesture = drag(store, 'a', { x: 10, y: 10 });
    gesture.move({ x: 300, y: 400 }, NO_KEYS);
    gesture.cancel();
    expect(store.getState().workflow).toBe(workflow);
    expect(store.getState().drag).toBeUndefined();
  });

  it('into an open loop puts the step into its body, where it is dropped', () => {
    const store = toStore(toRowAndLoop());
    const inner = store.getState().scene.geometry.steps.get('inner') ?? { x: 0, y: 0, height: 0 };
    const gesture = drag(store, 'b', { x: 346, y: 10 });
    const at = { x: inner.x + 20, y: inner.y + inner.height + 15 };
    gesture.move(at, ALT);
    expect(store.getState().drag?.target).toEqual({ kind: 'body', stepId: 'each' });
    gesture.end(at, ALT);
    expect(findStep(store.getState().workflow, 'b')?.scopeId).toBe('each');
    expect(store.getState().scene.geometry.steps.get('b')).toMatchObject({ x: at.x - 10, y: at.y - 10 });
    // The edge to what stays outside cannot come along.
    expect(store.getState().workflow.edges).toEqual([]);
  });

  it('of a step without edges onto an edge inserts it there', () => {
    const { steps, edges } = toRow(['a', 'b']);
    const store = toStore(toWorkflow([...steps, toStep('free', { position: { x: 0, y: 400 } })], edges));
    const gesture = drag(store, 'free', { x: 120, y: 436 });
    const at = { x: 288, y: 36 };
    gesture.move(at, ALT);
    expect(store.getState().drag?.target).toEqual({ kind: 'edge', key: 'a:>b' });
    gesture.end(at, ALT);
    expect(store.getState().workflow.edges).toEqual([
      { from: 'a', to: 'free' },
      { from: 'free', to: 'b' },
    ]);
  });
});

describe('drawing a connection', () => {
  const start = { stepId: 'a', end: 'to' as const };
  const free = toWorkflow([toStep('a'), toStep('b', { position: { x: 600, y: 0 } })]);

  it('ties the step it is released over', () => {
    const store = toStore(free);
    const gesture = drawConnection(store, start);
    gesture.move({ x: 620, y: 20 }, NO_KEYS);
    expect(store.getState().connect?.over).toBe('b');
    gesture.end({ x: 620, y: 20 }, NO_KEYS);
    expect(store.getState().workflow.edges).toEqual([{ from: 'a', to: 'b' }]);
    expect(store.getState().connect).toBeUndefined();
  });

  it('asks for a step to put there on empty ground', () => {
    const store = toStore(free);
    const gesture = drawConnection(store, start);
    gesture.end({ x: 500, y: 500 }, NO_KEYS);
    expect(store.getState().picker?.placement).toMatchObject({ kind: 'after', stepId: 'a' });
    expect(store.getState().workflow).toBe(free);
  });

  it('refuses a circle', () => {
    const store = toStore(toRow(['a', 'b']));
    const { workflow } = store.getState();
    const gesture = drawConnection(store, { stepId: 'b', end: 'to' });
    gesture.end({ x: 20, y: 20 }, NO_KEYS);
    expect(store.getState().workflow).toBe(workflow);
    expect(store.getState().picker).toBeUndefined();
  });

  it('leads an edge elsewhere, and leaves it when it ends nowhere', () => {
    const { steps, edges } = toRow(['a', 'b']);
    const store = toStore(toWorkflow([...steps, toStep('c', { position: { x: 0, y: 400 } })], edges));
    const again = { stepId: 'a', end: 'to' as const, replaces: 'a:>b' };
    drawConnection(store, again).end({ x: 600, y: 700 }, NO_KEYS);
    expect(store.getState().workflow.edges).toEqual(edges);
    expect(store.getState().picker).toBeUndefined();
    drawConnection(store, { ...again }).end({ x: 20, y: 420 }, NO_KEYS);
    expect(store.getState().workflow.edges).toEqual([{ from: 'a', to: 'c' }]);
  });
});

describe('a rectangle', () => {
  it('adds to what was selected, and gives it back when given up', () => {
    const store = toStore(toRow(['a', 'b', 'c']));
    store.getState().select({ steps: new Set(['c']) });
    const gesture = boxSelect(store, { x: 1, y: 300 });
    gesture.move({ x: 300, y: 40 }, NO_KEYS);
    expect([...store.getState().selection.steps].sort()).toEqual(['a', 'c']);
    gesture.cancel();
    expect([...store.getState().selection.steps]).toEqual(['c']);
    expect(store.getState().box).toBeUndefined();
  });
});

describe('following a pressed pointer', () => {
  const at = (type: string, x: number, pointerId = 1) =>
    new PointerEvent(type, { clientX: x, clientY: 0, pointerId, bubbles: true, cancelable: true });

  function follow() {
    const seen: string[] = [];
    const gesture: Gesture = {
      move: ({ x }) => seen.push(`move ${x}`),
      end: ({ x }) => seen.push(`end ${x}`),
      cancel: () => seen.push('cancel'),
    };
    const { camera } = toStore(toRow(['a'])).getState();
    followPointer(camera, at('pointerdown', 0), {
      begin: () => {
        seen.push('begin');
        return gesture;
      },
      click: () => seen.push('click'),
    });
    return seen;
  }

  it('is a click while it hardly moves', () => {
    const seen = follow();
    window.dispatchEvent(at('pointermove', 2));
    window.dispatchEvent(at('pointerup', 2));
    expect(seen).toEqual(['click']);
  });

  it('is a drag beyond, to the release, and hears nothing after', () => {
    const seen = follow();
    window.dispatchEvent(at('pointermove', 9));
    window.dispatchEvent(at('pointermove', 30, 2));
    window.dispatchEvent(at('pointerup', 20));
    window.dispatchEvent(at('pointermove', 40));
    expect(seen).toEqual(['begin', 'move 9', 'end 20']);
  });

  it('is given up by Escape, which nobody else hears', () => {
    const seen = follow();
    window.dispatchEvent(at('pointermove', 9));
    const pressed = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true });
    window.dispatchEvent(pressed);
    expect(pressed.defaultPrevented).toBe(true);
    expect(seen.at(-1)).toBe('cancel');
    window.dispatchEvent(at('pointerup', 20));
    expect(seen).toHaveLength(3);
  });
});
