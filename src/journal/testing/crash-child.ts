// Writes until it is killed, and reports on stdout what was acknowledged: `run seq` for each flushed event count.
import { openStore } from '#store/store.ts';
import { createSqliteJournal } from '../sqlite-journal.ts';
import { sampleCreated, sampleRun, sampleStep } from './sample-run.ts';

const [dataDir = '', round = ''] = process.argv.slice(2);
const journal = createSqliteJournal(await openStore({ dataDir }));

async function drive(lane: number): Promise<void> {
  for (let number = 0; ; number++) {
    const id = `run-${round}-${lane}-${number}`;
    journal.createRun(sampleRun(id, { owner: `host-${round}` }), [sampleCreated(number)], { status: 'running' });
    for (let seq = 2; seq < 12; seq++) {
      const output = seq === 5 ? `${id} `.repeat(10_000) : { seq };
      const isLast = seq === 11;
      journal.append(id, [sampleStep(`s${seq}`, output)], isLast ? { status: 'succeeded', output } : {});
      if (seq % 3 !== 0) continue;
      await journal.flush();
      process.stdout.write(`${id} ${seq}\n`);
    }
    await journal.flush();
    process.stdout.write(`${id} 11\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, lane) => drive(lane)));
