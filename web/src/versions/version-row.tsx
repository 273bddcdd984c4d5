import { Badge, Menu } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import type { VersionSummary } from '#web/api/shapes.ts';
import { Ago } from '#web/ui/ago.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import type { Side } from './side.ts';
import { text } from './strings.ts';
import type { VersionActions } from './use-version-actions.ts';
import classes from './versions.module.css';

/** One version in the history: who, when, why, and which side of the comparison it is on. */
export function VersionRow(props: {
  readonly summary: VersionSummary;
  readonly newest: number;
  readonly activeVersion: number | undefined;
  readonly from: Side | undefined;
  readonly to: Side | undefined;
  readonly onFrom: (side: Side) => void;
  readonly onTo: (side: Side) => void;
  readonly actions: VersionActions;
}) {
  const { summary, newest, activeVersion, from, to, onFrom, onTo, actions } = props;
  const { version, author, message, createdAt } = summary;
  const isActive = version === activeVersion;
  const name = text.version(version);
  return (
    <li className={classes.row} data-side={version === from ? 'from' : version === to ? 'to' : undefined}>
      <SideChoice name={name} side={version} from={from} to={to} onFrom={onFrom} onTo={onTo} />
      <div className={classes.words}>
        <div className={classes.line}>
          <span className={classes.name}>{name}</span>
          {version === newest && <Badge variant="light">{text.current}</Badge>}
          {isActive && (
            <Badge variant="light" color="green" title={text.activeHint}>
              {text.active}
            </Badge>
          )}
        </div>
        <p className={classes.message} data-empty={message === undefined}>
          {message ?? text.noMessage}
        </p>
        <div className={classes.meta}>
          <Ago at={createdAt} /> {author !== undefined && text.by(author)}
        </div>
      </div>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <IconButton label={text.more(name)} icon={<Ellipsis size={16} />} size="sm" />
        </Menu.Target>
        <Menu.Dropdown>
          {version !== newest && (
            <Menu.Item onClick={() => actions.rollBack(version, newest)}>{text.rollBack}</Menu.Item>
          )}
          {version !== newest && (
            <Menu.Item onClick={() => actions.restore(version, newest)}>{text.restoreDraft}</Menu.Item>
          )}
          {isActive ? (
            <Menu.Item onClick={() => actions.deactivate()}>{text.deactivate}</Menu.Item>
          ) : (
            <Menu.Item onClick={() => actions.activate(version)}>{text.activate}</Menu.Item>
          )}
          <Menu.Item onClick={() => actions.exportFile(version)}>{text.exportFile}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

/** Two columns of radio buttons, as in the history of a wiki: from which version, to which. */
export function SideChoice(props: {
  readonly name: string;
  readonly side: Side;
  readonly from: Side | undefined;
  readonly to: Side | undefined;
  readonly onFrom: (side: Side) => void;
  readonly onTo: (side: Side) => void;
}) {
  const { name, side, from, to, onFrom, onTo } = props;
  return (
    <div className={classes.sides}>
      <input
        type="radio"
        name="compare-from"
        className={classes.radio}
        aria-label={text.compareFrom(name)}
        checked={side === from}
        disabled={side === 'draft'}
        onChange={() => onFrom(side)}
      />
      <input
        type="radio"
        name="compare-to"
        className={classes.radio}
        aria-label={text.compareTo(name)}
        checked={side === to}
        onChange={() => onTo(side)}
      />
    </div>
  );
}
