import { cpus, release, totalmem } from 'node:os';
import { show } from './measure.ts';

/** One figure, and what it has to be. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
}

function toGoal({ value, unit, goal }: Row): { readonly text: string; readonly reached: string } {
  if (goal === undefined) return { text: '', reached: '' };
  const [text, reached] =
    'atMost' in goal
      ? [`≤ ${show(goal.atMost)} ${unit}`, value <= goal.atMost]
      : [`≥ ${show(goal.atLeast)} ${unit}`, value >= goal.atLeast];
  return { text, reached: reached ? 'yes' : 'no' };
}

/** Rows as lines for a terminal. */
export function toTable(rows: readonly Row[]): string {
  return rows
    .map((row) => {
      const { text, reached } = toGoal(row);
      return `${row.what.padEnd(68)} ${show(row.value).padStart(10)} ${row.unit.padEnd(7)} ${text.padEnd(18)} ${reached}`.trimEnd();
    })
    .join('\n');
}

/** A page of `docs/`: figures, with how `command` came by them. */
export function toMarkdown(
  rows: readonly Row[],
  { title = 'Benchmarks', command = 'npm run bench -- --node-red', about = '' } = {},
): string {
  const [cpu] = cpus();
  const lines = rows.map((row) => {
    const { text, reached } = toGoal(row);
    return `| ${row.what} | ${show(row.value)} ${row.unit} | ${text} | ${reached} |`;
  });
  return `# ${title}

What \`${command}\` measured on ${new Date().toISOString().slice(0, 10)}, on ${cpus().length} cores of ${cpu?.model ?? 'an unknown processor'},
${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}. The machine is shared and noisy: compare figures of one run, not of two.
The workloads are fixed (no random input, so there is no seed); each scenario runs in a process of its own.${about}

| What | Figure | Goal | Reached |
| --- | ---: | ---: | --- |
${lines.join('\n')}
`;
}
