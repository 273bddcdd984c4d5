/** Fields of an input that name what an operation is about, the most telling first. */
const NAMES = ['runId', 'workflowId', 'scheduleId', 'tokenId', 'blockId', 'id', 'key', 'name'];

const MAX_LENGTH = 200;

/** What an operation is about, for the audit log: ids only, never other values. */
export function toAuditTarget(input: unknown): string | undefined {
  // A new workflow has its id in its document.
  return findName(input) ?? findName(findField(input, 'workflow'));
}

function findName(input: unknown): string | undefined {
  for (const name of NAMES) {
    const value = findField(input, name);
    if (typeof value === 'string') return value.slice(0, MAX_LENGTH);
  }
  return undefined;
}

function findField(input: unknown, name: string): unknown {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, name)) return undefined;
  return (input as Record<string, unknown>)[name];
}
