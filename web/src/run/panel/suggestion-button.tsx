import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { SuggestedAction } from './suggestion.ts';

/** The next step an error suggests, as a button that leads there. Nothing when it cannot be done from here. */
export function SuggestionButton(props: {
  readonly action: SuggestedAction;
  readonly workflowId: string;
  readonly stepId?: string;
  readonly onRetry?: () => void;
}) {
  const { action, workflowId, stepId, onRetry } = props;
  const navigate = useNavigate();
  if (action.kind === 'retry' && onRetry === undefined) return null;
  const go = (): void => {
    switch (action.kind) {
      case 'retry':
        onRetry?.();
        break;
      case 'edit-step':
        void navigate({
          to: '/workflows/$workflowId',
          params: { workflowId },
          search: stepId === undefined ? {} : { step: stepId },
        });
        break;
      case 'edit-workflow':
        void navigate({ to: '/workflows/$workflowId', params: { workflowId }, search: {} });
        break;
      case 'settings':
        void navigate({ to: '/settings/{-$section}', params: { section: action.section }, search: {} });
        break;
      case 'connections':
        void navigate({ to: '/connections', search: {} });
        break;
      case 'open-run':
        void navigate({ to: '/runs/$runId', params: { runId: action.runId }, search: {} });
        break;
    }
  };
  return (
    <Button size="xs" variant="default" onClick={go}>
      {action.label}
    </Button>
  );
}
