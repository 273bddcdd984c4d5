import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { formatNumber } from '#web/strings/format.ts';
import { samplePoints, toPath } from '../../model/anchors.ts';
import { type EditorState, useEditor } from '../../store/editor-store.ts';
import styles from './edge.module.css';

/** What is drawn of an edge, in one subscription. Offsets are those of ends that are being dragged. */
function toLook({ scene, drag, overlay, selection, readOnly, placing, connect }: EditorState, id: string) {
  const curve = scene.curves.get(id);
  const target = drag?.target ?? placing?.target;
  const isFromMoved = curve !== undefined && drag?.steps.has(curve.edge.from) === true;
  const isToMoved = curve !== undefined && drag?.steps.has(curve.edge.to) === true;
  return {
    curve,
    fx: isFromMoved ? drag.dx : 0,
    fy: isFromMoved ? drag.dy : 0,
    tx: isToMoved ? drag.dx : 0,
    ty: isToMoved ? drag.dy : 0,
    mark: overlay?.edges.get(id),
    isSelected: selection.edges.has(id),
    isTarget: target?.kind === 'edge' && target.key === id,
    isMoving: connect?.start.replaces === id,
    readOnly,
  };
}

/** One edge: its curve, a wider one to catch the pointer, how many items went along, and what appears under the pointer. */
export const EdgeView = memo(function EdgeView({ id }: { readonly id: string }) {
  const look = useEditor(useShallow((state) => toLook(state, id)));
  const { curve, fx, fy, tx, ty, mark, isSelected, isTarget, isMoving, readOnly } = look;
  if (curve === undefined || isMoving) return null;
  const drawn = {
    from: { x: curve.from.x + fx, y: curve.from.y + fy },
    to: { x: curve.to.x + tx, y: curve.to.y + ty },
  };
  const path = toPath(drawn);
  const middle = samplePoints(drawn, 2)[1] ?? drawn.from;
  return (
    <g
      className={styles.edge}
      data-edge={id}
      data-selected={isSelected || undefined}
      data-target={isTarget || undefined}
      data-state={mark?.state}
      data-change={mark?.change}
      data-error={curve.edge.port === 'error' || undefined}
    >
      <path className={styles.line} d={path} />
      <path className={styles.reach} d={path} />
      {mark?.count === undefined ? null : (
        <text className={styles.count} x={middle.x} y={middle.y - 8}>
          {formatNumber(mark.count)}
        </text>
      )}
      {readOnly ? null : (
        <>
          <g className={styles.add} data-edge-add={id} transform={`translate(${middle.x},${middle.y})`}>
            <circle r="10" />
            <path d="M-4,0 H4 M0,-4 V4" />
          </g>
          <circle className={styles.end} data-edge-end="from" cx={drawn.from.x + 14} cy={drawn.from.y} r="6" />
          <circle className={styles.end} data-edge-end="to" cx={drawn.to.x - 14} cy={drawn.to.y} r="6" />
        </>
      )}
    </g>
  );
});
