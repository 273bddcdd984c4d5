import { useLayoutEffect, useRef, useState } from 'react';
import { Keys } from './keys.tsx';
import { placeTip } from './place-tip.ts';
import classes from './tip-host.module.css';
import { useTipTarget } from './use-tip-target.ts';

/** Draws the tip of the element under the pointer or with the focus. One of these is in the frame of the page. */
export function TipHost() {
  const target = useTipTarget();
  return target === undefined ? null : <Tip key={target.dataset.tip} target={target} />;
}

function Tip({ target }: { readonly target: HTMLElement }) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number }>();
  const { tip, tipKeys, tipSide } = target.dataset;
  useLayoutEffect(() => {
    if (box.current === null) return;
    const size = box.current.getBoundingClientRect();
    const view = { width: innerWidth, height: innerHeight };
    setPlace(placeTip(target.getBoundingClientRect(), size, view, tipSide === 'right' ? 'right' : 'top'));
  }, [target, tipSide]);
  return (
    <div ref={box} className={classes.tip} data-placed={place !== undefined} style={place} aria-hidden="true">
      {tip}
      {tipKeys !== undefined && <Keys combo={tipKeys} />}
    </div>
  );
}
