import { X } from 'lucide-react';
import type { StoredEvent } from '#contract/run-event.ts';
import { DataView as ValueView } from '#web/ui/data-view.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import classes from './drawer.module.css';
import { text } from './strings.ts';

/** One event whole, as the journal holds it. */
export function EventDetail({ stored, onClose }: { readonly stored: StoredEvent; readonly onClose: () => void }) {
  return (
    <section className={classes.eventDetail} aria-label={text.eventAt(stored.seq)}>
      <header className={classes.eventHead}>
        <h2>{text.eventAt(stored.seq)}</h2>
        <IconButton size="sm" label={text.closeEvent} icon={<X size={14} />} onClick={onClose} />
      </header>
      <ValueView value={stored.event} label={text.eventAt(stored.seq)} maxHeight={400} />
    </section>
  );
}
