import { resolve } from 'node:path';
import type { ServeOptions, ServeSources } from '#surfaces/cli/app-port.ts';
import type { GivenConfig } from './option-table.ts';
import { readEnvironment } from './read-environment.ts';

/**
 * The options of the server: flags before the environment, the environment before the file, the file before defaults.
 * @param fromFlags what the flags say, with defaults where none was given
 * @throws AppError config-invalid
 */
export async function readServeOptions(fromFlags: ServeOptions, sources: ServeSources): Promise<ServeOptions> {
  const { env, workingDir, flags } = sources;
  const file = sources.configFile ?? (env.FLOWRIGHT_CONFIG === '' ? undefined : env.FLOWRIGHT_CONFIG);
  const fromFile: GivenConfig =
    file === undefined ? {} : await (await import('./read-config-file.ts')).readConfigFile(resolve(workingDir, file));
  const given: GivenConfig = { ...fromFile, ...readEnvironment(env, workingDir) };
  const { port, host, data, blocks, allowRoots, allowPrivate, ...others } = given;
  return {
    ...fromFlags,
    ...(port === undefined || flags.has('port') ? {} : { port }),
    ...(host === undefined || flags.has('host') ? {} : { host }),
    ...(data === undefined || flags.has('data') ? {} : { dataDir: data }),
    ...(blocks === undefined || flags.has('blocks') ? {} : { blocksDirs: blocks }),
    ...(allowRoots === undefined || flags.has('allowRoot') ? {} : { allowedRoots: allowRoots }),
    ...(allowPrivate === undefined || flags.has('allowPrivate') ? {} : { allowPrivate }),
    ...others,
  };
}
