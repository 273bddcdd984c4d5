import { Button, Tooltip } from '@mantine/core';
import { Play, StepForward } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from '../inspector.module.css';
import { text } from '../strings.ts';
import { useStepRuns } from './use-step-runs.ts';

/** Buttons that run this step, alone or with all that leads to it; where that cannot be, they say why. */
export function RunButtons({ stepId }: { readonly stepId: string }) {
  const runs = useStepRuns(stepId);
  return (
    <div className={classes.row}>
      <RunButton
        label={runs.isInside ? text.runUpToLoop : text.runUpTo}
        icon={<StepForward size={14} aria-hidden />}
        fault={runs.upToFault}
        isStarting={runs.isStarting}
        onClick={runs.runUpTo}
      />
      <RunButton
        label={text.runOnly}
        icon={<Play size={14} aria-hidden />}
        fault={runs.onlyFault}
        isStarting={runs.isStarting}
        onClick={runs.runOnly}
      />
    </div>
  );
}

function RunButton(props: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly fault: string | undefined;
  readonly isStarting: boolean;
  readonly onClick: () => void;
}) {
  const { label, icon, fault, isStarting, onClick } = props;
  return (
    <Tooltip label={fault} disabled={fault === undefined} multiline w={240}>
      <Button
        size="xs"
        variant="default"
        leftSection={icon}
        // It stays in reach of the keyboard, so that the reason can be read.
        aria-disabled={fault !== undefined}
        disabled={isStarting}
        {...(fault === undefined ? {} : { 'aria-description': fault, 'data-disabled': true })}
        onClick={() => fault === undefined && onClick()}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
