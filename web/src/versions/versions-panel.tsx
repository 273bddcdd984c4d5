import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Side } from './side.ts';
import { text } from './strings.ts';
import { VersionList } from './version-list.tsx';
import classes from './versions.module.css';

/** The history beside the editor; choosing a side opens the comparison. */
export function VersionsPanel({ workflowId }: { readonly workflowId: string }) {
  const navigate = useNavigate();
  const open = (sides: { readonly from?: Side; readonly to?: Side }) => {
    void navigate({
      to: '/workflows/$workflowId/versions',
      params: { workflowId },
      search: {
        from: sides.from === undefined ? undefined : String(sides.from),
        to: sides.to === undefined ? undefined : String(sides.to),
      },
    });
  };
  return (
    <section className={classes.panel} aria-label={text.history}>
      <Button
        variant="default"
        fullWidth
        mb="sm"
        renderRoot={(root) => <Link to="/workflows/$workflowId/versions" params={{ workflowId }} {...root} />}
      >
        {text.wholeHistory}
      </Button>
      <VersionList
        workflowId={workflowId}
        from={undefined}
        to={undefined}
        onFrom={(from) => open({ from })}
        onTo={(to) => open({ to })}
      />
    </section>
  );
}
