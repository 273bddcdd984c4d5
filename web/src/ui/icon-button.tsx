import { ActionIcon } from '@mantine/core';
import type { MouseEvent, ReactNode, Ref } from 'react';
import { toKeyLabels } from './key-labels.ts';
import { tip } from './tip.ts';

/** A button that shows an icon only; its name and keys are in the tip and read out. */
export function IconButton(props: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly keys?: string;
  readonly disabled?: boolean;
  /** Whether it is switched on; leave it out on a button that is no switch. */
  readonly pressed?: boolean;
  readonly size?: 'sm' | 'md';
  readonly danger?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}) {
  const { label, icon, keys, pressed, size = 'md', danger = false, ...rest } = props;
  return (
    <ActionIcon
      {...rest}
      {...tip(label, keys === undefined ? {} : { keys })}
      variant={pressed === true ? 'light' : 'subtle'}
      color={danger ? 'red' : pressed === true ? 'accent' : 'gray'}
      size={size === 'sm' ? 24 : 32}
      aria-label={label}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': toKeyLabels(keys, false).strokes.join(' ') })}
    >
      {icon}
    </ActionIcon>
  );
}
