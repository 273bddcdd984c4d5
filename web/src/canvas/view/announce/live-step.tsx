import { useEditor } from '../../store/editor-store.ts';
import { countSelected } from '../commands.ts';
import { findConnectFault } from '../connect-fault.ts';
import { text } from '../strings.ts';
import { describeStep } from './describe-step.ts';

/** Says aloud where the keyboard is and what is selected. */
export function LiveStep() {
  const step = useEditor((state) => {
    const { connect } = state;
    if (connect?.typed !== undefined && connect.over !== undefined) {
      const fault = findConnectFault(state, connect.start, connect.over);
      return [describeStep(state, connect.over), fault].filter((part) => part !== undefined).join('. ');
    }
    return state.focus === undefined ? '' : describeStep(state, state.focus);
  });
  const count = useEditor((state) => countSelected(state.selection));
  const edge = useEditor((state) => {
    const [key] = state.selection.edges;
    const curve = key === undefined || state.selection.edges.size > 1 ? undefined : state.scene.curves.get(key);
    return curve === undefined ? '' : text.edgeLabel(curve.edge.from, curve.edge.to);
  });
  return (
    <p className="visually-hidden" aria-live="polite" data-announced>
      {edge === '' || count > 1 ? step : edge}
      {count > 1 ? `. ${text.selectedCount(count)}` : ''}
    </p>
  );
}
