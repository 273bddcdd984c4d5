import type { BlockDescriptor, Effect } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockHandler, LoadedBlock } from './context.ts';

/** The code of a block. */
export interface LoadedHandler {
  readonly run: BlockHandler;
  /** The effect with these validated inputs, where it depends on them (a GET only reads); the block's own effect otherwise. */
  readonly effectOf?: (inputs: JsonObject) => Effect;
}

/** A block of the registry. */
export interface Block extends LoadedBlock {
  readonly descriptor: BlockDescriptor;
  /** Absolute path of its folder. */
  readonly directory: string;
  readonly builtIn: boolean;
  /** Whether it starts runs. */
  readonly trigger: boolean;
  /** JSON Schema (draft 2020-12) derived from the fields. */
  readonly inputSchema: JsonObject;
  /**
   * The inputs as the handler gets them: defaults filled in, durations in milliseconds, numbers written as text read.
   * @throws AppError `input-invalid` naming the field, what was given and what is expected
   */
  validateInputs(inputs: JsonObject): JsonObject;
  /** Why one value, known before a run, is not acceptable for an input; `undefined` when it is. */
  checkInput(fieldId: string, value: JsonValue): string | undefined;
  /** Whether a step of this block may take the port: with `*` among its ports, the step's input names further ones. */
  hasPort(port: string): boolean;
  /**
   * The handler, loaded when first asked for.
   * @throws AppError `descriptor-invalid` when its code cannot be loaded
   */
  load(): Promise<LoadedHandler>;
}

/** Finds another block, for blocks that are carried out by one. */
export type FindBlock = (id: string) => Block | undefined;
