import type { Workflow } from '#contract/workflow.ts';

/** Finds the document of a version that runs. */
export type FindWorkflow = (workflowId: string, version: number) => Workflow | undefined;

/** Which block a step of a run is made of; `unknown` when its workflow is not there. */
export type FindBlock = (workflowId: string, version: number, path: string) => string;

const MAX_VERSIONS = 500;
const ITERATION = /\[\d+\]/g;

interface Steps {
  readonly steps: Workflow['steps'];
}

/** Looks blocks up by the paths of steps. Remembers a bounded number of versions. */
export function createBlockFinder(findWorkflow: FindWorkflow): FindBlock {
  const versions = new Map<string, ReadonlyMap<string, string>>();
  return (workflowId, version, path) => {
    const key = `${workflowId}\n${version}`;
    let blocks = versions.get(key);
    if (blocks === undefined) {
      const [oldest] = versions.keys();
      if (versions.size >= MAX_VERSIONS && oldest !== undefined) versions.delete(oldest);
      blocks = listBlocks(findWorkflow(workflowId, version));
      versions.set(key, blocks);
    }
    return blocks.get(path.includes('[') ? path.replace(ITERATION, '') : path) ?? 'unknown';
  };
}

function listBlocks(workflow: Workflow | undefined): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  const enter = ({ steps }: Steps, prefix: string) => {
    for (const { id, process, body } of steps) {
      blocks.set(`${prefix}${id}`, process.block);
      if (body !== undefined) enter(body, `${prefix}${id}.`);
    }
  };
  if (workflow !== undefined) enter(workflow, '');
  return blocks;
}
