import { Popover } from '@mantine/core';
import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#web/ui/icon-button.tsx';
import { Prose } from '#web/ui/prose.tsx';
import classes from '../inspector.module.css';
import { text } from '../strings.ts';

/** What a block does, in its author's words. */
export function BlockDocs(props: {
  readonly label: string;
  readonly description: string;
  readonly docs?: string | undefined;
}) {
  const { label, description, docs } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} width={360} position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <IconButton size="sm" label={text.docs} icon={<CircleHelp size={15} />} onClick={() => setOpen(!isOpen)} />
      </Popover.Target>
      <Popover.Dropdown aria-label={text.docs}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text must be scrolled with the keyboard, too */}
        <div className={classes.docs} tabIndex={0}>
          <strong>{label}</strong>
          <Prose text={docs === undefined ? description : `${description}\n\n${docs}`} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
