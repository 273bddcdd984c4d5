const COLUMNS = 50;

/** A workflow of `count` steps in rows that follow each other, with a branch now and then: as large ones are drawn. */
export function toLargeWorkflow(id: string, count: number): object {
  const steps = Array.from({ length: count }, (_, at) => ({
    id: `s${at}`,
    name: `Step ${at}`,
    position: { x: (at % COLUMNS) * 320, y: Math.floor(at / COLUMNS) * 140 },
    input: at === 0 ? {} : { values: { n: `{{ s${at - 1}.n }}`, label: `Item ${at}` } },
    process: { block: at === 0 ? 'manual.start' : 'data.set' },
    ...(at === 0 ? { output: { n: 0 } } : {}),
  }));
  const edges = steps
    .slice(1)
    .flatMap(({ id: to }, at) => [
      { from: `s${at}`, to },
      ...(at % 10 === 9 && at >= COLUMNS ? [{ from: `s${at - COLUMNS}`, to }] : []),
    ]);
  return { flowright: 1, id, name: `${count} steps`, steps, edges };
}
