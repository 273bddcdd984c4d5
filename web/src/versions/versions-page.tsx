import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Comparison, VIEWS } from './comparison.tsx';
import { draftQuery, versionsQuery, workflowQuery } from './queries.ts';
import { readSide, type Side, toSides } from './side.ts';
import { text } from './strings.ts';
import { VersionList } from './version-list.tsx';
import classes from './versions.module.css';

const route = getRouteApi('/workflows/$workflowId/versions');

/** The history of a workflow, and what changed between any two of its versions. Address: `?from=3&to=draft&view=text`. */
export function VersionsPage() {
  const { workflowId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const name = useQuery(workflowQuery(workflowId)).data?.name ?? workflowId;
  const newest = useInfiniteQuery(versionsQuery(workflowId)).data?.pages[0]?.items[0]?.version;
  const draft = useQuery(draftQuery(workflowId)).data;
  const asked = { from: readSide(search.from), to: readSide(search.to) };
  const isKnown = newest !== undefined && draft !== undefined;
  const sides = isKnown ? toSides(asked, { newest, hasDraft: draft !== null }) : undefined;
  const go = (change: { from?: Side; to?: Side; view?: string }) => {
    const { from = sides?.from, to = sides?.to, view = search.view } = change;
    void navigate({
      search: { from: toText(from), to: toText(to), view },
      replace: true,
    });
  };
  return (
    <main className={classes.frame}>
      <PageHeader
        title={text.title}
        subtitle={name}
        crumbs={[
          { label: text.workflows, to: '/workflows' },
          { label: name, to: `/workflows/${workflowId}` },
        ]}
        actions={
          <Button
            variant="default"
            renderRoot={(root) => <Link to="/workflows/$workflowId" params={{ workflowId }} {...root} />}
          >
            {text.openEditor}
          </Button>
        }
      />
      <div className={classes.page}>
        <section className={classes.history} aria-label={text.history}>
          <VersionList
            workflowId={workflowId}
            from={sides?.from}
            to={sides?.to}
            onFrom={(from) => go({ from })}
            onTo={(to) => go({ to })}
          />
        </section>
        <section className={classes.comparison} aria-label={text.compare}>
          {isKnown && (
            <Comparison
              workflowId={workflowId}
              sides={sides}
              view={VIEWS.find((view) => view === search.view) ?? 'canvas'}
              onView={(view) => go({ view })}
              onSwap={() => sides !== undefined && go({ from: sides.to, to: sides.from })}
            />
          )}
        </section>
      </div>
    </main>
  );
}

function toText(side: Side | undefined): string | undefined {
  return side === undefined ? undefined : String(side);
}
