/** A workflow of one step that sets a value. */
export const QUICK_FLOW = {
  flowright: 1 as const,
  id: 'quick',
  name: 'Quick',
  steps: [{ id: 'set', input: { values: { x: 1 } }, process: { block: 'data.set' } }],
};
