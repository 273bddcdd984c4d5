import { Button } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { text } from './strings.ts';
import { useCopy } from './use-copy.ts';

/** Copies a text and says so. */
export function CopyButton(props: { readonly value: string | (() => string); readonly label?: string }) {
  const { value, label = text.copy } = props;
  const { copied, copy } = useCopy();
  return (
    <Button
      size="xs"
      variant="subtle"
      color="gray"
      leftSection={copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      onClick={() => void copy(typeof value === 'function' ? value() : value)}
    >
      <span aria-live="polite">{copied ? text.copied : label}</span>
    </Button>
  );
}
