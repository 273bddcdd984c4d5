import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { approvalListQuery } from '#web/api/queries/approvals.ts';
import { Ago } from '#web/ui/ago.tsx';
import classes from './home.module.css';
import { Panel } from './panel.tsx';
import { PanelList } from './panel-list.tsx';
import { text } from './strings.ts';

const SHOWN = 5;

/** Questions that wait for a person. */
export function ApprovalsPanel() {
  const query = useInfiniteQuery(approvalListQuery(SHOWN));
  const items = query.data?.pages.flatMap((page) => page.items).slice(0, SHOWN) ?? [];
  return (
    <Panel title={text.approvals} to="/approvals">
      <PanelList query={query} items={items} empty={text.noApprovals} toKey={({ runId, path }) => `${runId}${path}`}>
        {({ runId, path, title, askedAt }) => (
          <Link to="/approvals" search={{ run: runId, path }} className={classes.link}>
            <span className={classes.line}>
              <span className={classes.name}>{title}</span>
              <span className={classes.when}>
                <Ago at={askedAt} />
              </span>
            </span>
          </Link>
        )}
      </PanelList>
    </Panel>
  );
}
