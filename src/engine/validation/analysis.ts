import type { BlockDescriptor } from '#contract/block.ts';
import type { JsonValue } from '#contract/json.ts';

/** A name a template reads. */
export interface TemplateReference {
  readonly root: string;
  readonly path: readonly string[];
  /** JSON pointer of the text inside the value. */
  readonly pointer: string;
  readonly expression: string;
}

/** What can be known of a value with templates in it before there is any data. */
export interface TemplateAnalysis {
  readonly references: readonly TemplateReference[];
  readonly problems: readonly {
    readonly severity: 'error' | 'warning';
    readonly pointer: string;
    readonly offset: number;
    readonly message: string;
  }[];
  /** Names of the secrets it uses. */
  readonly secrets: readonly string[];
  /** Pointers of the texts whose value is known only at run time. */
  readonly computed: ReadonlySet<string>;
}

/** What validation asks of the other rooms. */
export interface ValidationPorts {
  readonly blocks: (id: string) => BlockDescriptor | undefined;
  readonly analyse: (value: JsonValue) => TemplateAnalysis;
  /** Ids of all blocks there are, for suggestions. */
  readonly blockIds?: () => readonly string[];
}
