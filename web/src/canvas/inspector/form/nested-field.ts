import { type ComponentType, createContext, useContext } from 'react';
import type { BlockInput } from '#contract/block.ts';
import type { JsonValue } from '#contract/json.ts';

/** A field inside another one's control: a property of an object, an item of a list. */
export interface NestedFieldProps {
  readonly field: BlockInput;
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
  /** Where it is in the value of the field around, as a JSON pointer: `/note`. */
  readonly place?: string;
  /** Name for those who do not see where it stands. */
  readonly label: string;
  /** Its description only to be read out and under the pointer: there are many of them. */
  readonly isTight?: boolean;
  /** Without a label of its own. */
  readonly bare?: boolean;
}

/** How controls draw what is inside of them, given by the form: fields hold controls, which hold fields. */
export const NestedFieldContext = createContext<ComponentType<NestedFieldProps>>(() => null);

/** The component that draws a field inside a control. */
export function useNestedField(): ComponentType<NestedFieldProps> {
  return useContext(NestedFieldContext);
}
