import { useEffect, useState } from 'react';

/** How long the pointer rests before a tip comes; right after another one it comes at once. */
const REST_MS = 450;
const WARM_MS = 300;

/** The element whose tip is to be shown. */
export function useTipTarget(): HTMLElement | undefined {
  const [target, setTarget] = useState<HTMLElement>();
  useEffect(() => {
    const stop = new AbortController();
    const options = { signal: stop.signal, capture: true, passive: true };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown: HTMLElement | undefined;
    let hiddenAt = Number.NEGATIVE_INFINITY;
    const show = (element: HTMLElement | undefined): void => {
      clearTimeout(timer);
      if (shown !== undefined) hiddenAt = performance.now();
      shown = element;
      setTarget(element);
    };
    const rest = (element: HTMLElement | undefined, ms: number): void => {
      clearTimeout(timer);
      if (element === shown) return;
      if (element === undefined) show(undefined);
      else timer = setTimeout(() => element.isConnected && show(element), ms);
    };
    document.addEventListener(
      'pointerover',
      (event) => {
        // A finger does not rest on anything.
        if (event.pointerType === 'touch') return;
        const isWarm = shown !== undefined || performance.now() - hiddenAt < WARM_MS;
        rest(findTipped(event.target), isWarm ? 0 : REST_MS);
      },
      options,
    );
    document.addEventListener(
      'focusin',
      (event) => {
        const element = findTipped(event.target);
        // Only a focus that came by keyboard shows a tip: after a click it would be in the way.
        rest(element?.matches(':focus-visible') === true ? element : undefined, REST_MS);
      },
      options,
    );
    for (const gone of ['pointerdown', 'keydown', 'scroll', 'wheel', 'focusout']) {
      document.addEventListener(gone, () => show(undefined), options);
    }
    document.documentElement.addEventListener('pointerleave', () => show(undefined), options);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);
  return target;
}

function findTipped(target: EventTarget | null): HTMLElement | undefined {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
  return found ?? undefined;
}
