import { type ComponentType, useEffect, useState } from 'react';
import { text } from './strings.ts';
import { toast } from './toast.ts';
import { useLate } from './use-late.ts';

type Layer = ComponentType<{ isOpen: boolean }>;

/**
 * A layer whose script is loaded at its first opening. It is drawn closed first: that is how it learns where the focus has to go back to.
 * A script that does not come is told, and the next opening tries again.
 */
export function LateLayer(props: {
  readonly load: () => Promise<Layer>;
  readonly isOpen: boolean;
  readonly onFail: () => void;
}) {
  const { load, isOpen, onFail } = props;
  const [isDrawn, setDrawn] = useState(false);
  const Loaded = useLate(load, isOpen, () => {
    toast.error(text.partNotLoaded);
    onFail();
  });
  useEffect(() => {
    if (Loaded !== undefined) setDrawn(true);
  }, [Loaded]);
  return Loaded === undefined ? null : <Loaded isOpen={isOpen && isDrawn} />;
}
