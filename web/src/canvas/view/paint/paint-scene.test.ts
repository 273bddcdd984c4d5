import { describe, expect, it } from 'vitest';
import { toLargeWorkflow } from '../../model/testing/sample.ts';
import { toVisibleRect } from '../../store/camera.ts';
import { toRow, toStore } from '../../testing/to-store.ts';
import type { PaintColors } from './paint-colors.ts';
import { paintScene } from './paint-scene.ts';

/** Colours by their own names, so that what was painted can be told from them. */
const colors = new Proxy({}, { get: (_, name) => String(name) }) as PaintColors;

interface Painted {
  readonly fills: { readonly style: string; readonly x: number; readonly y: number }[];
  readonly strokes: { readonly style: string; readonly lines: number }[];
}

/** A context that notes what is painted. */
function toContext(): { readonly context: CanvasRenderingContext2D; readonly painted: Painted } {
  const painted: Painted = { fills: [], strokes: [] };
  let lines = 0;
  const own: Record<string, unknown> = {
    fillRect: (x: number, y: number) => painted.fills.push({ style: String(own.fillStyle), x, y }),
    beginPath: () => {
      lines = 0;
    },
    moveTo: () => {
      lines += 1;
    },
    stroke: () => painted.strokes.push({ style: String(own.strokeStyle), lines }),
  };
  const context = new Proxy(own, { get: (target, name: string) => target[name] ?? (() => undefined) });
  return { context: context as unknown as CanvasRenderingContext2D, painted };
}

function paint(store: ReturnType<typeof toStore>, options: { readonly hasStep?: (id: string) => boolean } = {}) {
  const state = store.getState();
  const { context, painted } = toContext();
  const view = { rect: toVisibleRect(state.camera), zoom: state.camera.get().zoom };
  const job = paintScene(context, view, { state, colors, icons: { find: () => undefined }, marks: true, ...options });
  let pauses = 0;
  while (job.next().done !== true) pauses += 1;
  return { painted, pauses };
}

describe('the painted map', () => {
  it('paints what is in view and nothing else', () => {
    const store = toStore(toLargeWorkflow(5_000));
    store.getState().camera.report({ x: 0, y: 0, zoom: 0.1 });
    const { painted } = paint(store);
    expect(painted.fills.length).toBeGreaterThan(500);
    expect(painted.fills.length).toBeLessThan(3_200);
    expect(painted.fills.every(({ x, y }) => x <= 10_000 && y <= 8_000)).toBe(true);
  });

  it('stops often enough for frames to end in between, and strokes edges in handfuls', () => {
    const store = toStore(toLargeWorkflow(5_000));
    store.getState().camera.report({ x: 0, y: 0, zoom: 0.02 });
    const { painted, pauses } = paint(store);
    expect(pauses).toBeGreaterThan(50);
    expect(painted.strokes.length).toBeLessThan(400);
    expect(painted.strokes.reduce((sum, { lines }) => sum + lines, 0)).toBeGreaterThan(5_000);
  });

  it('colours tiles by status before kind, and lights the edges that were taken', () => {
    const store = toStore(toRow(['a', 'b']));
    store.getState().setOverlay({
      steps: new Map([['a', { status: 'failed' }]]),
      edges: new Map([['a:>b', { state: 'taken' }]]),
    });
    store.getState().camera.report({ x: 0, y: 0, zoom: 0.05 });
    const { painted } = paint(store);
    expect(painted.fills.find(({ x, y }) => x === 0 && y === 0)?.style).toBe('failed');
    expect(painted.strokes).toContainEqual({ style: 'succeeded', lines: 1 });
  });

  it('leaves out what is being dragged', () => {
    const store = toStore(toRow(['a', 'b']));
    store.getState().camera.report({ x: 0, y: 0, zoom: 0.05 });
    const { painted } = paint(store, { hasStep: (id) => id !== 'a' });
    expect(painted.fills.map(({ x }) => x)).toEqual([336]);
  });
});
