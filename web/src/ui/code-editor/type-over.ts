import { EditorView } from '@codemirror/view';

/**
 * Typing over a selection. Left to itself, the browser keeps the look of the coloured text that goes in a `style` attribute, which the page's
 * content security policy refuses and the console complains about; so the editor exchanges the text before the browser does.
 */
export const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { main } = view.state.selection;
    const { data } = event;
    if (event.inputType !== 'insertText' || event.isComposing || view.composing || data === null) return false;
    if (main.empty || view.state.readOnly) return false;
    event.preventDefault();
    const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type' });
    const handlers = view.state.facet(EditorView.inputHandler);
    // As everything that is typed, it may be something to wrap the selection in.
    if (!handlers.some((handle) => handle(view, main.from, main.to, data, insert))) view.dispatch(insert());
    return true;
  },
});
