import { Link } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';
import { toFailure } from '#web/api/failure.ts';
import { useFieldScope } from '../form/field-scope.ts';
import { previewText as text } from '../strings.ts';
import { isList, toGlimpse } from '../values/json-value.ts';
import classes from './preview-line.module.css';
import { type Preview, usePreview } from './use-preview.ts';
import type { StandIn } from './use-stand-ins.ts';

/** The line below an expression that shows what it gives, in which run. */
export function PreviewLine(props: {
  readonly template: string;
  /** Whether the server's validator has found something, and says so: then it is not said twice. */
  readonly isFaulty?: boolean;
}) {
  const { template, isFaulty = false } = props;
  const preview = usePreview(template);
  const { runUpTo } = useFieldScope();
  if (preview.state === 'none' || (preview.state === 'error' && isFaulty)) return null;
  return <PreviewView preview={preview} {...(runUpTo === undefined ? {} : { onRunUpTo: runUpTo })} />;
}

/** What a template gives, in a line. */
export function PreviewView({ preview, onRunUpTo }: { readonly preview: Preview; readonly onRunUpTo?: () => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: `output` announces every change, and these come with each key
    <div
      className={classes.line}
      data-state={preview.state}
      data-old={'isOld' in preview && preview.isOld}
      role="group"
      aria-label={text.label}
    >
      <Words preview={preview} />
      {isForWantOfData(preview) && onRunUpTo !== undefined ? (
        <button type="button" className={classes.run} onClick={onRunUpTo}>
          {text.runUpTo}
        </button>
      ) : null}
    </div>
  );
}

/** Whether a run would give what is missing: there was none, or what led here was no part of it. */
function isForWantOfData(preview: Preview): boolean {
  if (preview.state === 'error' && preview.error.code === 'expression-empty') return true;
  return 'runId' in preview && preview.runId === undefined;
}

function Words({ preview }: { readonly preview: Preview }) {
  switch (preview.state) {
    case 'none':
      return null;
    case 'open':
      return <span className={classes.words}>{text.open}</span>;
    case 'working':
      return <span className={classes.waiting} aria-label={text.working} role="status" />;
    case 'failed':
      return (
        <span className={classes.words}>
          {text.failed} {toFailure(preview.error).message}
        </span>
      );
    case 'error':
      return (
        <>
          <CircleAlert size={12} aria-hidden />
          <span className={classes.words}>
            {preview.runId === undefined ? text.noRun : preview.error.message} <Source runId={preview.runId} />
          </span>
        </>
      );
    case 'value': {
      const { value, isCut, runId, standIns } = preview;
      return (
        <span className={classes.words}>
          <code className={classes.value}>
            = {isList(value) ? `${text.items(value.length)} · ` : ''}
            {toGlimpse(value, 96)}
          </code>
          {isCut ? ` (${text.cut})` : ''} <Source runId={runId} isValue standIns={standIns} />
        </span>
      );
    }
  }
}

function Source(props: {
  readonly runId: string | undefined;
  readonly isValue?: boolean;
  readonly standIns?: readonly StandIn[];
}) {
  const { runId, isValue = false, standIns = [] } = props;
  const pinned = standIns.filter(({ kind }) => kind === 'pinned').map(({ stepId }) => stepId);
  if (pinned.length > 0) return <span className={classes.source}>{text.withPinned(pinned.join(', '))}</span>;
  if (standIns.length > 0) return <span className={classes.source}>{text.withSample}</span>;
  if (runId === undefined) return isValue ? <span className={classes.source}>{text.withDefaults}</span> : null;
  return (
    <Link to="/runs/$runId" params={{ runId }} className={classes.source ?? ''}>
      {text.of(runId.slice(-6))}
    </Link>
  );
}
