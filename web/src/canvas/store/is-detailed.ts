import type { Camera } from './camera.ts';
import type { Scene } from './scene.ts';

/** Below this zoom the small text of cards could not be read any more; they are painted as tiles, of which thousands may be seen. */
export const DETAIL_ZOOM = 0.55;

/** A document of few steps stays cards further out: the names can still be read, and a screen full of them costs nothing. */
export const SMALL_DETAIL_ZOOM = 0.3;
export const SMALL_STEPS = 80;

/** Whether steps are drawn as cards, or painted as tiles. */
export function isDetailed(scene: Pick<Scene, 'geometry'>, camera: Pick<Camera, 'get'>): boolean {
  return camera.get().zoom >= (scene.geometry.steps.size <= SMALL_STEPS ? SMALL_DETAIL_ZOOM : DETAIL_ZOOM);
}
