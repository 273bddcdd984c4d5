import { createHash } from 'node:crypto';
import type { JsonObject } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { Services } from '../../services.ts';

/** Versions looked through for the same document. */
const MAX_VERSIONS = 10_000;
const MAX_ID = 100;

/**
 * Where an imported run belongs: the version here that says the same, or else a workflow of its own that holds the document it ran. Workflows
 * there are never changed by an import.
 * @throws AppError workflow-invalid, document-unreadable when the document is none
 */
export async function fileWorkflow(
  services: Pick<Services, 'workflows' | 'parse'>,
  document: JsonObject,
  author: string,
): Promise<{ readonly id: string; readonly version: number }> {
  const { workflow } = services.parse(JSON.stringify(document), 'json');
  const hash = toHash(workflow);
  const same = services.workflows
    .listVersions(workflow.id, { limit: MAX_VERSIONS })
    .find((version) => version.hash === hash);
  if (same !== undefined) return { id: workflow.id, version: same.version };
  const suffix = `.imported-${hash.slice(0, 8)}`;
  const copy = { ...workflow, id: `${workflow.id.slice(0, MAX_ID - suffix.length)}${suffix}` };
  const { version } = await services.workflows.save(copy, { author, message: 'Came with an imported run' });
  return { id: copy.id, version };
}

/** As the store makes it. */
function toHash(workflow: Workflow): string {
  return createHash('sha256').update(JSON.stringify(workflow)).digest('hex');
}
