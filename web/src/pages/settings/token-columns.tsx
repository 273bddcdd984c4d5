import { Button } from '@mantine/core';
import type { ApiToken } from '#web/api/shapes-of-pages.ts';
import { Ago } from '#web/ui/ago.tsx';
import type { Column } from '#web/ui/table/column.ts';
import classes from './settings.module.css';
import { text } from './strings.ts';

/** Columns of the list of tokens. */
export function createTokenColumns(now: number, onRevoke: (token: ApiToken) => void): readonly Column<ApiToken>[] {
  return [
    {
      id: 'name',
      header: text.tokenName,
      width: 160,
      grow: true,
      fixed: true,
      card: 'title',
      cell: ({ name }) => <strong>{name}</strong>,
    },
    {
      id: 'permissions',
      header: text.permissions,
      width: 200,
      grow: true,
      cell: ({ permissions }) => <span title={permissions.join(', ')}>{permissions.join(', ')}</span>,
    },
    { id: 'created', header: text.created, width: 120, cell: ({ createdAt }) => <Ago at={createdAt} /> },
    {
      id: 'used',
      header: text.lastUsed,
      width: 120,
      cell: ({ lastUsedAt }) =>
        lastUsedAt === undefined ? <span className={classes.faint}>{text.neverUsed}</span> : <Ago at={lastUsedAt} />,
    },
    {
      id: 'expires',
      header: text.expires,
      width: 120,
      cell: ({ expiresAt }) => {
        if (expiresAt === undefined) return <span className={classes.faint}>{text.neverExpires}</span>;
        return expiresAt <= now ? text.expired : <Ago at={expiresAt} />;
      },
    },
    {
      id: 'actions',
      header: text.revoke,
      quiet: true,
      width: 110,
      align: 'end',
      fixed: true,
      card: 'side',
      cell: (token) =>
        token.revokedAt === undefined ? (
          <Button
            size="xs"
            variant="light"
            color="red"
            aria-label={text.revokeOf(token.name)}
            onClick={() => onRevoke(token)}
          >
            {text.revoke}
          </Button>
        ) : (
          <span className={classes.faint}>{text.revoked}</span>
        ),
    },
  ];
}
