import { useState } from 'react';
import type { ComparedData, ComparedStep } from '../model/compare-runs.ts';
import { ChangeList } from './change-list.tsx';
import classes from './compare.module.css';
import { CompareRow } from './compare-row.tsx';
import { text } from './strings.ts';

/** The steps of both runs, one a row; a row opens what differs in its data. */
export function CompareTable(props: {
  readonly steps: readonly ComparedStep[];
  readonly data: ReadonlyMap<string, ComparedData>;
  readonly names: ReadonlyMap<string, string>;
  readonly selected: string | undefined;
  readonly onSelect: (stepId: string) => void;
}) {
  const { steps, data, names, selected, onSelect } = props;
  const [open, setOpen] = useState<string>();
  const maxMs = Math.max(1, ...steps.flatMap(({ a, b }) => [toMs(a), toMs(b)]));
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption className="visually-hidden">{text.table}</caption>
        <thead>
          <tr>
            <th scope="col">{text.step}</th>
            <th scope="col">{text.first}</th>
            <th scope="col">{text.second}</th>
            <th scope="col">{text.duration}</th>
            <th scope="col">{text.data}</th>
          </tr>
        </thead>
        {steps.map((step) => {
          const isOpen = step.path === open;
          const compared = data.get(step.path);
          return (
            <tbody key={step.path} data-selected={step.stepId === selected || undefined}>
              <CompareRow
                step={step}
                data={compared}
                name={names.get(step.stepId) ?? step.path}
                maxMs={maxMs}
                isOpen={isOpen}
                onToggle={() => {
                  setOpen(isOpen ? undefined : step.path);
                  onSelect(step.stepId);
                }}
              />
              {isOpen && (
                <tr>
                  <td colSpan={5} className={classes.opened}>
                    {compared === undefined ? (
                      <p className={classes.muted}>{text.comparing}</p>
                    ) : (
                      <>
                        <ChangeList title={text.input} changes={compared.input} />
                        <ChangeList title={text.output} changes={compared.output} />
                        {compared.error.length > 0 && <ChangeList title={text.error} changes={compared.error} />}
                      </>
                    )}
                  </td>
                </tr>
              )}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

function toMs(step: ComparedStep['a']): number {
  return step?.endedAt === undefined ? 0 : step.endedAt - step.startedAt;
}
