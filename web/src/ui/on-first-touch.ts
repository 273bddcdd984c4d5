/**
 * Calls back once, when a person first touches the page: moves the pointer, presses a key (⌘ before K, too), sets a finger down. The right
 * moment to load what they may open next, and never in the way of the page itself. Call the answer to give up.
 */
export function onFirstTouch(callback: () => void): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal, capture: true, passive: true };
  for (const name of ['pointermove', 'pointerdown', 'keydown']) {
    addEventListener(
      name,
      () => {
        stop.abort();
        callback();
      },
      options,
    );
  }
  return () => stop.abort();
}
