import type { JsonObject } from '#contract/json.ts';
import type { Edge, Step, StepProcess, Workflow } from '#contract/workflow.ts';

/** What a step of a test has besides id, block and input. */
export type StepRest = Pick<Step, 'output' | 'body'> & Partial<StepProcess>;

/** A step of a block. */
export function step(id: string, block: string, input: JsonObject = {}, rest: StepRest = {}): Step {
  const { output, body, ...process } = rest;
  return {
    id,
    input,
    process: { block, ...process },
    ...(output === undefined ? {} : { output }),
    ...(body === undefined ? {} : { body }),
  };
}

/** Edges written `a>b` or `a:port>b`. */
export function edges(written: readonly string[]): Edge[] {
  return written.map((text) => {
    const [source = '', to = ''] = text.split('>');
    const [from = '', port] = source.split(':');
    return { from, to, ...(port === undefined ? {} : { port }) };
  });
}

/** The body of a loop. */
export function body(
  steps: Step[],
  written: readonly string[] = [],
  rest: { output?: Step['input'] } = {},
): Step['body'] {
  return { steps, edges: edges(written), ...(rest.output === undefined ? {} : { output: rest.output }) };
}

/** A workflow of these steps. */
export function flow(
  id: string,
  steps: Step[],
  written: readonly string[] = [],
  rest: Partial<Omit<Workflow, 'id' | 'steps' | 'edges'>> = {},
): Workflow {
  return { flowright: 1, id, name: id, inputs: [], ...rest, steps, edges: edges(written) };
}

/** A workflow whose steps follow each other. */
export function chain(
  id: string,
  steps: Step[],
  rest: Partial<Omit<Workflow, 'id' | 'steps' | 'edges'>> = {},
): Workflow {
  const written = steps.slice(1).map((next, index) => `${steps[index]?.id ?? ''}>${next.id}`);
  return flow(id, steps, written, rest);
}
