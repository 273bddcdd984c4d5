import { describe, expect, it } from 'vitest';
import {
  createCamera,
  fromWindow,
  MAX_ZOOM,
  MIN_ZOOM,
  toFit,
  toFlow,
  toReveal,
  toScreen,
  toVisibleRect,
  toWindow,
  toZoomed,
} from './camera.ts';

const SIZE = { width: 1_000, height: 800 };

describe('the camera', () => {
  it('turns points of the screen into points of the document and back', () => {
    const viewport = { x: 120, y: -40, zoom: 0.5 };
    const at = toFlow(viewport, { x: 300, y: 200 });
    expect(at).toEqual({ x: 360, y: 480 });
    expect(toScreen(viewport, at)).toEqual({ x: 300, y: 200 });
  });

  it('counts points of the window from where the canvas is', () => {
    const camera = createCamera();
    camera.place({ x: 248, y: 52, ...SIZE });
    camera.report({ x: 10, y: 20, zoom: 2 });
    expect(fromWindow(camera, { x: 268, y: 92 })).toEqual({ x: 5, y: 10 });
    expect(toWindow(camera, { x: 5, y: 10 })).toEqual({ x: 268, y: 92 });
  });

  it('tells listeners of a change, and of nothing else', () => {
    const camera = createCamera();
    let told = 0;
    const stop = camera.subscribe(() => {
      told += 1;
    });
    camera.report({ x: 1, y: 0, zoom: 1 });
    camera.report({ x: 1, y: 0, zoom: 1 });
    camera.place({ x: 0, y: 0, ...SIZE });
    camera.place({ x: 0, y: 0, ...SIZE });
    expect(told).toBe(2);
    stop();
    camera.report({ x: 2, y: 0, zoom: 1 });
    expect(told).toBe(2);
  });

  it('has whoever draws move, and never beyond its zooms', () => {
    const camera = createCamera();
    const moves: number[] = [];
    camera.connect(({ zoom }) => moves.push(zoom));
    camera.moveTo({ x: 0, y: 0, zoom: 50 });
    camera.moveTo({ x: 0, y: 0, zoom: 0 });
    expect(moves).toEqual([MAX_ZOOM, MIN_ZOOM]);
  });

  it('fits a box into the middle, no larger than it is', () => {
    expect(toFit({ x: 0, y: 0, width: 100, height: 100 }, SIZE)).toEqual({ x: 450, y: 350, zoom: 1 });
    const far = toFit({ x: 0, y: 0, width: 90_400, height: 100 }, SIZE);
    expect(far.zoom).toBeCloseTo(0.02, 2);
  });

  it('shows a box with the least movement, and none when it is shown', () => {
    const camera = createCamera();
    camera.place({ x: 0, y: 0, ...SIZE });
    const shown = toReveal(camera, { x: 100, y: 100, width: 200, height: 100 });
    expect(shown).toBe(camera.get());
    expect(toReveal(camera, { x: 900, y: 100, width: 200, height: 100 })).toEqual({ x: -140, y: 0, zoom: 1 });
    expect(toReveal(camera, { x: -50, y: -60, width: 10, height: 10 })).toEqual({ x: 90, y: 100, zoom: 1 });
  });

  it('keeps the point under the pointer where it is while zooming', () => {
    const around = { x: 400, y: 300 };
    const before = { x: 37, y: -12, zoom: 0.8 };
    const after = toZoomed(before, 1.6, around);
    expect(toFlow(after, around).x).toBeCloseTo(toFlow(before, around).x);
    expect(toFlow(after, around).y).toBeCloseTo(toFlow(before, around).y);
  });

  it('knows what is on the screen, with a margin in shares of it', () => {
    const camera = createCamera();
    camera.place({ x: 0, y: 0, ...SIZE });
    camera.report({ x: -100, y: 0, zoom: 0.5 });
    expect(toVisibleRect(camera)).toEqual({ x: 200, y: -0, width: 2_000, height: 1_600 });
    expect(toVisibleRect(camera, 0.5)).toEqual({ x: -800, y: -800, width: 4_000, height: 3_200 });
  });
});
