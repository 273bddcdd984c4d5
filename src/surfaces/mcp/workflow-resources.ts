import type { Services } from '#operations/services.ts';
import type { ProductCall } from './product-calls.ts';
import type { ResourceSource } from './sources.ts';
import type { StampWatch } from './stamp-watch.ts';

const PREFIX = 'flowright://workflows/';
const TEMPLATE = `${PREFIX}{id}`;
const PAGE = 100;

interface WorkflowPage {
  readonly items: readonly { readonly id: string; readonly name: string; readonly description?: string }[];
  readonly nextCursor?: string;
}

/** Workflows with the document of their current version. */
export function createWorkflowResources(
  services: Services,
  call: ProductCall,
  watchStamp: StampWatch['watch'],
): ResourceSource {
  return {
    templates: [
      {
        uriTemplate: TEMPLATE,
        name: 'workflow',
        title: 'A workflow',
        description: 'A workflow with the document of its current version.',
        mimeType: 'application/json',
      },
    ],
    async list(caller, cursor) {
      const input = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
      const { items, nextCursor } = (await call('listWorkflows', input, caller)) as WorkflowPage;
      return {
        resources: items.map(({ id, name, description }) => ({
          uri: `${PREFIX}${id}`,
          name: id,
          title: name,
          description: description ?? `The workflow "${name}".`,
          mimeType: 'application/json',
        })),
        nextCursor,
      };
    },
    async read(uri, caller) {
      const workflowId = toWorkflowId(uri);
      if (workflowId === undefined) return undefined;
      const found = await call('getWorkflow', { workflowId }, caller);
      return { contents: [{ uri, mimeType: 'application/json', text: JSON.stringify(found) }] };
    },
    async watch(uri, caller, onUpdate) {
      const workflowId = toWorkflowId(uri);
      if (workflowId === undefined) return undefined;
      await call('getWorkflow', { workflowId }, caller);
      return watchStamp(() => String(services.workflows.find(workflowId)?.currentVersion), onUpdate);
    },
    async complete(template, value, caller) {
      if (template !== TEMPLATE) return undefined;
      const { items } = (await call('listWorkflows', { search: value, limit: PAGE }, caller)) as WorkflowPage;
      // What begins with the text first, then what merely holds it.
      const ids = items.map(({ id }) => id);
      return [...ids.filter((id) => id.startsWith(value)), ...ids.filter((id) => !id.startsWith(value))];
    },
  };
}

function toWorkflowId(uri: string): string | undefined {
  return uri.startsWith(PREFIX) ? uri.slice(PREFIX.length) : undefined;
}
