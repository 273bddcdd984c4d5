import { useMemo } from 'react';
import type { Workflow } from '#contract/workflow.ts';
import { useCatalogue } from '#web/api/use-catalogue.ts';
import { MINI, type MiniNode, toMiniGraph } from './mini-graph.ts';
import { text } from './strings.ts';
import classes from './templates.module.css';

const PADDING = 8;

/** A small drawing of a workflow's steps. */
export function MiniGraphView({ workflow }: { workflow: Workflow }) {
  const blocks = useCatalogue();
  const { nodes, edges, width, height } = useMemo(() => toMiniGraph(workflow), [workflow]);
  return (
    <svg
      className={classes.graph}
      viewBox={`${-PADDING} ${-PADDING} ${width + 2 * PADDING} ${height + 2 * PADDING}`}
      role="img"
      aria-label={text.graphLabel(nodes.length)}
    >
      {edges.map(({ id, from, to }) => (
        <path key={id} d={toCurve(from, to)} className={classes.graphEdge} />
      ))}
      {nodes.map((node) => (
        <g key={node.id} transform={`translate(${node.x} ${node.y})`} data-category={blocks.get(node.block)?.category}>
          {node.hasBody && (
            <rect x={3} y={-3} width={MINI.width} height={MINI.height} rx={4} className={classes.graphBehind} />
          )}
          <rect width={MINI.width} height={MINI.height} rx={4} className={classes.graphNode} />
        </g>
      ))}
    </svg>
  );
}

function toCurve(from: MiniNode, to: MiniNode): string {
  const startX = from.x + MINI.width;
  const startY = from.y + MINI.height / 2;
  const endY = to.y + MINI.height / 2;
  const middle = (startX + to.x) / 2;
  return `M${startX} ${startY}C${middle} ${startY} ${middle} ${endY} ${to.x} ${endY}`;
}
