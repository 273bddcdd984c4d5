/** Whether keys without a modifier belong to the canvas: it has the focus, or nothing has. */
export function isCanvasFocused(canvas: HTMLElement | null): boolean {
  const focused = document.activeElement;
  return canvas !== null && (focused === canvas || focused === document.body || focused === null);
}
