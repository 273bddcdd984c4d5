import * as z from 'zod';
import { operation } from '../operation.ts';
import { DraftSummary } from './shapes.ts';

/** Drafts in the list: nobody works on more at a time, and older ones are with their workflows. */
const MAX_DRAFTS = 200;

/** Lists drafts. */
export const listDrafts = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/drafts',
    summary: 'List drafts',
    description: `Lists the ${MAX_DRAFTS} drafts that were saved last, those of workflows that were never saved as a version too.`,
    tags: ['draft'],
  })
  .input(z.object({}))
  .output(z.object({ items: z.array(DraftSummary).describe('The drafts, the last saved first') }))
  .handler(({ context: { services } }) => ({
    items: services.drafts
      .list(MAX_DRAFTS)
      .map(({ workflowId, revision, baseVersion, updatedAt, updatedBy, window, name }) => {
        const currentVersion = services.workflows.find(workflowId)?.currentVersion;
        return {
          ...{ workflowId, revision, baseVersion, updatedAt, updatedBy },
          ...(window === undefined ? {} : { window }),
          ...(name === undefined ? {} : { name }),
          ...(currentVersion === undefined ? {} : { currentVersion }),
        };
      }),
  }));
