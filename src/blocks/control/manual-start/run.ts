import type { BlockHandler } from '../../context.ts';

/** Hands the input data on. */
export const run: BlockHandler = ({ inputs }) => ({ data: inputs.input_data ?? {} });
