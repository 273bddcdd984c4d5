import type { JsonObject } from '#contract/json.ts';
import type { Edge, Step } from '#contract/workflow.ts';
import type { BlockDetail } from '#web/api/shapes.ts';
import type { Point } from '../types.ts';

/** What is needed of a block to place a step of it. */
export type PlacedBlock = Pick<BlockDetail, 'id' | 'ports' | 'container'>;

/** A step to be made. The id is chosen beforehand (`toStepId`), so that it can be selected. */
export interface NewStep {
  readonly id: string;
  readonly block: PlacedBlock;
  readonly position: Point;
  readonly name?: string;
  readonly input?: JsonObject;
}

/** A step of a block; a loop gets an empty body. */
export function createStep({ id, block, position, name, input }: NewStep): Step {
  return {
    id,
    ...(name === undefined || name === '' ? {} : { name: name.slice(0, 200) }),
    position: { x: position.x, y: position.y },
    ...(input === undefined || Object.keys(input).length === 0 ? {} : { input }),
    process: { block: block.id },
    ...(block.container ? { body: { steps: [], edges: [] } } : {}),
  };
}

/** The port to name on an edge leaving a block: none when it has only one, so that the document stays plain. */
export function toNamedPort({ ports }: Pick<PlacedBlock, 'ports'>): string | undefined {
  return ports.length > 1 ? ports[0] : undefined;
}

/** An edge without a key for a port that is not named. */
export function createEdge(from: string, port: string | undefined, to: string): Edge {
  return port === undefined ? { from, to } : { from, port, to };
}
