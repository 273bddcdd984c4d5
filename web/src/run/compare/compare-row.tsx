import { ChevronDown, ChevronRight } from 'lucide-react';
import type { StepSummary } from '#web/api/shapes.ts';
import { DurationBar } from '#web/ui/bar.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import type { ComparedData, ComparedStep } from '../model/compare-runs.ts';
import classes from './compare.module.css';
import { text } from './strings.ts';
import { dataDiffers } from './use-compared.ts';

/** Less than this is noise, in milliseconds. */
const NOISE_MS = 5;

/** One step in both runs. */
export function CompareRow(props: {
  readonly step: ComparedStep;
  readonly data: ComparedData | undefined;
  readonly name: string;
  readonly maxMs: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const { step, data, name, maxMs, isOpen, onToggle } = props;
  const { path, a, b, deltaMs } = step;
  const differs = dataDiffers(data);
  const count = data === undefined ? 0 : data.input.length + data.output.length + data.error.length;
  return (
    <tr className={classes.row} data-differs={step.differs || differs === true || undefined}>
      <th scope="row">
        <button type="button" className={classes.toggle} aria-expanded={isOpen} onClick={onToggle}>
          {isOpen ? <ChevronDown size={14} aria-hidden="true" /> : <ChevronRight size={14} aria-hidden="true" />}
          <span>{name}</span>
          {path !== name && <code>{path}</code>}
        </button>
      </th>
      <td>
        <Side step={a} maxMs={maxMs} />
      </td>
      <td>
        <Side step={b} maxMs={maxMs} />
      </td>
      <td className={classes.delta} data-worse={(deltaMs ?? 0) > NOISE_MS || undefined}>
        {deltaMs === undefined
          ? ''
          : Math.abs(deltaMs) <= NOISE_MS
            ? text.same
            : deltaMs > 0
              ? text.longer(deltaMs)
              : text.shorter(-deltaMs)}
      </td>
      <td className={classes.muted}>
        {differs === undefined ? text.comparing : differs ? text.changes(count) : text.same}
      </td>
    </tr>
  );
}

function Side({ step, maxMs }: { readonly step: StepSummary | undefined; readonly maxMs: number }) {
  if (step === undefined) return <span className={classes.muted}>{text.absent}</span>;
  return (
    <div className={classes.side}>
      <StatusBadge status={step.status} size="sm" label={step.status !== 'succeeded'} />
      {step.endedAt !== undefined && (
        <DurationBar ms={step.endedAt - step.startedAt} maxMs={maxMs} status={step.status} />
      )}
    </div>
  );
}
