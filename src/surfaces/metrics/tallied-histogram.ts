import { Histogram, type Registry } from 'prom-client';
import type { DurationTally } from './duration-tally.ts';

type Exposed = Awaited<ReturnType<Histogram['get']>>;

/** Shows a tally of durations as a histogram. */
export class TalliedHistogram extends Histogram {
  readonly #name: string;
  readonly #label: string;
  readonly #tally: DurationTally;
  /** An empty one of the same name: what is told about a histogram besides its values. */
  readonly #empty: Histogram;

  constructor(options: {
    readonly name: string;
    readonly help: string;
    /** Name of the label; none when empty. */
    readonly label: string;
    readonly tally: DurationTally;
    readonly registers: Registry[];
  }) {
    const { name, help, label, tally, registers } = options;
    super({ name, help, registers, labelNames: label === '' ? [] : [label], buckets: [...tally.bounds] });
    this.#empty = new Histogram({ name, help, registers: [] });
    this.#name = name;
    this.#label = label;
    this.#tally = tally;
  }

  /** What `get` and the registry ask of a histogram. */
  async getForPromString(): Promise<Exposed> {
    return { ...(await this.#empty.get()), values: [...this.#list()] };
  }

  *#list(): Generator<Exposed['values'][number]> {
    const { bounds } = this.#tally;
    for (const [label, { buckets, seconds, count }] of this.#tally.entries()) {
      const labels = this.#label === '' ? {} : { [this.#label]: label };
      let below = 0;
      for (const [at, inside] of buckets.entries()) {
        below += inside;
        yield { metricName: `${this.#name}_bucket`, labels: { le: bounds[at] ?? '+Inf', ...labels }, value: below };
      }
      yield { metricName: `${this.#name}_sum`, labels, value: seconds };
      yield { metricName: `${this.#name}_count`, labels, value: count };
    }
  }
}
