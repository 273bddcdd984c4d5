import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { KeySquare, Plus } from 'lucide-react';
import { useState } from 'react';
import { client } from '#web/api/client.ts';
import type { ApiToken } from '#web/api/shapes-of-pages.ts';
import { confirm } from '#web/ui/confirm.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { DataTable } from '#web/ui/table/data-table.tsx';
import { toast } from '#web/ui/toast.ts';
import classes from './settings.module.css';
import { text } from './strings.ts';
import { createTokenColumns } from './token-columns.tsx';
import { TokenDialog } from './token-dialog.tsx';

/** Tokens programs log in with. */
export function TokensSection() {
  const queries = useQueryClient();
  const [isCreating, setCreating] = useState(false);
  const query = useQuery({
    queryKey: ['token', 'list'],
    queryFn: ({ signal }) => client.token.list({}, { signal }),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ['token'] });
  const revoke = async (token: ApiToken) => {
    const isSure = await confirm({
      title: text.revokeTitle(token.name),
      text: text.revokeText,
      action: text.revoke,
      danger: true,
    });
    if (!isSure) return;
    try {
      await client.token.revoke({ tokenId: token.id });
      toast.success(text.revokedToast(token.name));
    } catch (error) {
      toast.error(error);
    }
    await refresh();
  };
  const items = query.data?.items ?? [];
  return (
    <>
      <div className={classes.lead}>
        <p className={classes.hint}>{text.tokensText}</p>
        <Button size="xs" leftSection={<Plus size={14} aria-hidden />} onClick={() => setCreating(true)}>
          {text.createToken}
        </Button>
      </div>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className={classes.table}>
          <DataTable
            id="tokens"
            label={text.section('tokens')}
            columns={createTokenColumns(query.dataUpdatedAt, (token) => void revoke(token))}
            rows={items}
            rowId={(token) => token.id}
            rowName={(token) => token.name}
            onOpen={() => {}}
            isLoading={query.isPending}
            empty={<EmptyState icon={<KeySquare size={22} />} title={text.tokensEmpty} text={text.tokensEmptyText} />}
          />
        </div>
      )}
      {isCreating && (
        <TokenDialog
          onClose={() => {
            setCreating(false);
            void refresh();
          }}
        />
      )}
    </>
  );
}
