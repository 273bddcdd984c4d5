import { type ComponentType, useEffect, useEffectEvent, useState } from 'react';

/** How long to wait before a script that did not come is asked for again. */
const AGAIN_MS = 2_000;

/** A component whose script is loaded once it `isWanted`; `undefined` until it is there. Without `onFail` it is tried until it comes. */
export function useLate<Props>(
  load: () => Promise<ComponentType<Props>>,
  isWanted: boolean,
  onFail?: () => void,
): ComponentType<Props> | undefined {
  const [loaded, setLoaded] = useState<{ readonly Component: ComponentType<Props> }>();
  const [attempt, setAttempt] = useState(0);
  const fail = useEffectEvent(() => onFail?.());
  const isPatient = onFail === undefined;
  useEffect(() => {
    if (!isWanted || loaded !== undefined) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    load().then(
      (Component) => {
        if (!isOver) setLoaded({ Component });
      },
      () => {
        if (isOver) return;
        if (isPatient) timer = setTimeout(() => setAttempt(attempt + 1), AGAIN_MS);
        else fail();
      },
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isWanted, loaded, load, isPatient, attempt]);
  return loaded?.Component;
}
