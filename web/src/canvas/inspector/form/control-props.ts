import type { BlockInput } from '#contract/block.ts';
import type { JsonValue } from '#contract/json.ts';

/** What every control of a field gets. */
export interface ControlProps {
  readonly field: BlockInput;
  /** The value as written in the document; absent when nothing is given. */
  readonly value: JsonValue | undefined;
  /** Called with every change; `undefined` takes the value out of the document. */
  readonly onChange: (value: JsonValue | undefined) => void;
  /** Name of the control, for those who do not see its label. */
  readonly label: string;
  readonly id: string;
  readonly describedBy?: string | undefined;
  readonly isInvalid: boolean;
  readonly readOnly: boolean;
}
