import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';

/** How near the end counts as the end, in pixels. */
const NEAR = 32;

/** Keeps a list at its end while new rows come, until a person scrolls up; then nothing jumps. */
export function useTail(
  scroller: RefObject<HTMLElement | null>,
  height: number,
): { readonly isAtEnd: boolean; toEnd(): void } {
  const [isAtEnd, setAtEnd] = useState(true);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onScroll = (): void => setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [scroller]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null && isAtEnd && height > 0) element.scrollTop = element.scrollHeight;
  }, [scroller, height, isAtEnd]);
  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
    setAtEnd(true);
  }, [scroller]);
  return { isAtEnd, toEnd };
}
