import * as z from 'zod';

/** What can be wrong with a workflow before it runs. */
export const ProblemCode = z.enum([
  'invalid-shape',
  'too-many-steps',
  'too-deep',
  'duplicate-step',
  'duplicate-input',
  'reserved-name',
  'unknown-block',
  'missing-body',
  'unexpected-body',
  'unknown-step',
  'self-edge',
  'duplicate-edge',
  'unknown-port',
  'ambiguous-port',
  'dead-edge',
  'unhandled-error',
  'cycle',
  'unreachable',
  'missing-input',
  'unknown-input',
  'wrong-type',
  'bad-expression',
  'unknown-reference',
  'not-upstream',
  'unknown-output',
  'unknown-variable',
  'exposed-secret',
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** Something wrong with a workflow, and where. */
export const Problem = z
  .object({
    severity: z.enum(['error', 'warning']).describe('A workflow with errors is refused; warnings are advice'),
    code: ProblemCode.describe('What kind of problem it is'),
    pointer: z.string().describe('JSON pointer into the document, e.g. `/steps/1/input/url`'),
    message: z.string().describe('What is wrong with what'),
    stepId: z.string().optional().describe('The step it concerns'),
    hint: z.string().optional().describe('What to do about it'),
    offset: z.number().int().min(0).optional().describe('Offset inside the text at the pointer'),
  })
  .describe('Something wrong with a workflow');
export type Problem = z.infer<typeof Problem>;
