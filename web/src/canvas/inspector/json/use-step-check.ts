import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Workflow } from '#contract/workflow.ts';
import { client } from '#web/api/client.ts';
import type { Problem } from '#web/api/shapes.ts';

/** Quiet time after a key before the server is asked. */
const QUIET_MS = 400;
const NONE: readonly Problem[] = [];

/** What the server finds wrong with a step of a document that is not applied yet; nothing while it is asked. */
export function useStepCheck(stepId: string, workflow: Workflow | undefined): readonly Problem[] {
  const [settled] = useDebouncedValue(workflow, QUIET_MS);
  const check = useQuery({
    // Every text makes a new document: its answer is of no use to anybody else.
    queryKey: ['workflow', 'validate', stepId, settled],
    queryKeyHashFn: () => `workflow validate ${stepId} ${settled === undefined ? 0 : numberOf(settled)}`,
    enabled: settled !== undefined,
    retry: false,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      if (settled === undefined) return NONE;
      const { problems } = await client.workflow.validate({ workflow: settled }, { signal });
      return problems.filter((problem) => problem.stepId === stepId);
    },
  });
  return settled === workflow ? (check.data ?? NONE) : NONE;
}

const numbers = new WeakMap<Workflow, number>();
let last = 0;

/** A number of its own for a document, so that a key does not hold the text of all of it. */
function numberOf(workflow: Workflow): number {
  const known = numbers.get(workflow);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(workflow, last);
  return last;
}
