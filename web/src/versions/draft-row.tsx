import { Menu } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import { Ago } from '#web/ui/ago.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import type { Side } from './side.ts';
import { text } from './strings.ts';
import type { VersionActions } from './use-version-actions.ts';
import { SideChoice } from './version-row.tsx';
import classes from './versions.module.css';

/** The draft, above the versions it will join. */
export function DraftRow(props: {
  readonly updatedAt: number;
  readonly updatedBy: string | undefined;
  readonly from: Side | undefined;
  readonly to: Side | undefined;
  readonly onFrom: (side: Side) => void;
  readonly onTo: (side: Side) => void;
  readonly actions: VersionActions;
}) {
  const { updatedAt, updatedBy, from, to, onFrom, onTo, actions } = props;
  return (
    <li className={classes.row} data-side={to === 'draft' ? 'to' : undefined}>
      <SideChoice name={text.draft} side="draft" from={from} to={to} onFrom={onFrom} onTo={onTo} />
      <div className={classes.words}>
        <span className={classes.name}>{text.draft}</span>
        <p className={classes.message}>{text.draftText}</p>
        <div className={classes.meta}>
          <Ago at={updatedAt} /> {updatedBy !== undefined && text.by(updatedBy)}
        </div>
      </div>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <IconButton label={text.more(text.draft)} icon={<Ellipsis size={16} />} size="sm" />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" onClick={() => actions.discardDraft()}>
            {text.discardDraft}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
