/** Puts the focus at the beginning of what the page is about. */
export function focusMain(): void {
  const main = document.querySelector<HTMLElement>('#content main') ?? document.querySelector<HTMLElement>('#content');
  if (main === null) return;
  if (!main.hasAttribute('tabindex')) main.tabIndex = -1;
  main.style.outline = 'none';
  main.focus({ preventScroll: true });
}
