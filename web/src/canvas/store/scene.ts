import type { Workflow } from '#contract/workflow.ts';
import { type Curve, listCurves } from '../model/anchors.ts';
import { boundsOfAll, createGeometryReader, type Geometry } from '../model/geometry.ts';
import { createSpatialIndex, type SpatialIndex } from '../model/spatial-index.ts';
import type { Blocks, Box } from '../model/types.ts';

/** Where everything of the document is and how to find it. */
export interface Scene {
  readonly geometry: Geometry;
  readonly curves: ReadonlyMap<string, Curve>;
  /** Holds the newest scene of its store, in place. */
  readonly index: SpatialIndex;
  /** The box around everything; `undefined` when there is nothing. */
  readonly bounds: Box | undefined;
}

/** Gives the scenes of one store's documents, one after the other; what stays keeps its identity. */
export function createSceneReader(): (workflow: Workflow, blocks: Blocks) => Scene {
  const readGeometry = createGeometryReader();
  const index = createSpatialIndex();
  let last: Scene | undefined;
  return (workflow, blocks) => {
    const geometry = readGeometry(workflow, { blocks });
    // The same geometry means the same steps and edges.
    if (last?.geometry === geometry) return last;
    const curves = listCurves(workflow, geometry, { blocks });
    index.sync(geometry, curves);
    last = { geometry, curves, index, bounds: boundsOfAll(geometry) };
    return last;
  };
}
