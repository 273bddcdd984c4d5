import { Button } from '@mantine/core';
import type { WorkflowSummary } from '#web/api/shapes.ts';
import type { Activation } from '#web/api/shapes-of-pages.ts';
import { CopyButton } from '#web/ui/copy-button.tsx';
import { text } from './strings.ts';
import classes from './workflows.module.css';

/** What starts runs of the active version, with addresses to copy. */
export function TriggerList({
  activation,
  workflow,
  onActivate,
}: {
  activation: Activation;
  workflow: WorkflowSummary;
  onActivate: () => void;
}) {
  const isOlder = activation.version < workflow.currentVersion;
  return (
    <div className={classes.triggers}>
      <p className={classes.label}>{text.triggers}</p>
      <ul className={classes.plain}>
        {activation.triggers.map(({ stepId, block, summary }) => {
          const path = /\/hooks\/\S*/.exec(summary)?.[0];
          return (
            <li key={stepId} className={classes.trigger}>
              <code className={classes.code}>{summary}</code>
              {block === 'webhook.receive' && path !== undefined && (
                <CopyButton value={`${location.origin}${path}`} label={text.copyAddress} />
              )}
            </li>
          );
        })}
      </ul>
      {isOlder && (
        <>
          <p className={classes.hint}>{text.olderActive(activation.version, workflow.currentVersion)}</p>
          <Button size="xs" variant="light" onClick={onActivate}>
            {text.activateNewest(workflow.currentVersion)}
          </Button>
        </>
      )}
    </div>
  );
}
