import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Step, Workflow } from '#contract/workflow.ts';
import type { Services } from '../services.ts';
import { assertValid, readText } from '../workflow/read-document.ts';
import type { ReadTemplates, Template } from './template.ts';

/**
 * Templates from the `.json` files of a folder, read when first asked for. A file that is no valid workflow is left out, and the log says so.
 */
export function createTemplates(folder: string, services: Pick<Services, 'parse' | 'validate' | 'log'>): ReadTemplates {
  let reading: Promise<readonly Template[]> | undefined;
  return () => {
    reading ??= readFolder(folder, services);
    return reading;
  };
}

async function readFolder(
  folder: string,
  services: Pick<Services, 'parse' | 'validate' | 'log'>,
): Promise<readonly Template[]> {
  const leaveOut = (file: string, error: unknown) =>
    services.log('warn', `The template ${join(folder, file)} was left out: ${String(error)}`);
  const names = await readdir(folder).catch((error: unknown) => {
    leaveOut('', error);
    return [];
  });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  const read = await Promise.all(
    files.map(async (file) => {
      try {
        const { workflow } = assertValid(readText(services, await readFile(join(folder, file), 'utf8'), 'json'));
        return [toTemplate(basename(file, '.json'), workflow)];
      } catch (error) {
        leaveOut(file, error);
        return [];
      }
    }),
  );
  return read.flat();
}

function toTemplate(id: string, workflow: Workflow): Template {
  const steps = listSteps(workflow.steps);
  return { id, workflow, stepCount: steps.length, blocks: [...new Set(steps.map(({ process }) => process.block))] };
}

function listSteps(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => [step, ...(step.body === undefined ? [] : listSteps(step.body.steps))]);
}
