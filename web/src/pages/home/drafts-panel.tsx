import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { workflowNamesQuery } from '#web/api/queries/workflows.ts';
import { Ago } from '#web/ui/ago.tsx';
import classes from './home.module.css';
import { Panel } from './panel.tsx';
import { PanelList } from './panel-list.tsx';
import { text } from './strings.ts';

const SHOWN = 5;

/** Changes that were not saved as a version yet. */
export function DraftsPanel() {
  const query = useQuery(workflowNamesQuery);
  const drafts = [...(query.data?.values() ?? [])]
    .flatMap(({ id, name, draftUpdatedAt }) => (draftUpdatedAt === undefined ? [] : [{ id, name, at: draftUpdatedAt }]))
    .sort((a, b) => b.at - a.at)
    .slice(0, SHOWN);
  return (
    <Panel title={text.drafts}>
      <PanelList query={query} items={drafts} empty={text.noDrafts} rows={1} toKey={(draft) => draft.id}>
        {({ id, name, at }) => (
          <Link to="/workflows/$workflowId" params={{ workflowId: id }} className={classes.link}>
            <span className={classes.line}>
              <span className={classes.name}>{name}</span>
              <span className={classes.when}>
                <Ago at={at} />
              </span>
            </span>
          </Link>
        )}
      </PanelList>
    </Panel>
  );
}
