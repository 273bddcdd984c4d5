import { AppError } from '#contract/app-error.ts';
import type { Diagnosis, ServeOptions, ServeSources } from '#surfaces/cli/app-port.ts';
import { readServeOptions } from './config/read-serve-options.ts';
import { checkFolder } from './diagnosis/check-folder.ts';
import { checkPort } from './diagnosis/check-port.ts';
import { checkClock, checkPrograms, checkRuntime } from './diagnosis/check-runtime.ts';
import { checkStore, findLastWrite } from './diagnosis/check-store.ts';
import { loadAllBlocks } from './open-application.ts';

/** Looks whether the server would start and work. Changes nothing. */
export async function diagnose(fromFlags: ServeOptions, sources: ServeSources): Promise<readonly Diagnosis[]> {
  const { options, configuration } = await readConfiguration(fromFlags, sources);
  const { dataDir } = options;
  return [
    ...checkRuntime(),
    configuration,
    ...checkFolder(dataDir),
    ...checkStore(dataDir),
    checkClock(Date.now(), findLastWrite(dataDir)),
    ...(await checkPort(options.host, options.port)),
    ...(await checkBlocks(options)),
    ...checkPrograms(sources.env.PATH),
  ];
}

/** The rest is looked at with what the flags say when the configuration is wrong. */
async function readConfiguration(
  fromFlags: ServeOptions,
  sources: ServeSources,
): Promise<{ readonly options: ServeOptions; readonly configuration: Diagnosis }> {
  const subject = 'Configuration';
  try {
    const options = await readServeOptions(fromFlags, sources);
    const file = sources.configFile ?? sources.env.FLOWRIGHT_CONFIG ?? '';
    return { options, configuration: { severity: 'ok', subject, message: file === '' ? 'no file' : file } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const advice = 'Correct it: the server does not start before. docs/configuration.md has all options.';
    return { options: fromFlags, configuration: { severity: 'error', subject, message: error.message, advice } };
  }
}

async function checkBlocks({ dataDir, blocksDirs }: ServeOptions): Promise<readonly Diagnosis[]> {
  const subject = 'Blocks';
  try {
    const blocks = await loadAllBlocks({ dataDir, blocksDirs });
    const problems = blocks.problems.map(({ file, line, reason }): Diagnosis => {
      const advice = 'Correct the block; until then it is left out.';
      return { severity: 'warning', subject, message: `${file}:${line}: ${reason}`, advice };
    });
    return problems.length > 0 ? problems : [{ severity: 'ok', subject, message: 'All could be read.' }];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [{ severity: 'error', subject, message: error.message }];
  }
}
