import { AppError } from '#contract/app-error.ts';
import { CONFIG_NAMES, CONFIG_OPTIONS, type GivenConfig, toVariable } from './option-table.ts';
import { resolvePaths } from './resolve-paths.ts';

/**
 * Reads the options of the environment; an empty variable counts as none. Relative paths start at the working folder.
 * @throws AppError config-invalid naming the variable
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>, workingDir: string): GivenConfig {
  const given: Record<string, unknown> = {};
  for (const name of CONFIG_NAMES) {
    const variable = toVariable(name);
    const text = env[variable];
    if (text === undefined || text === '') continue;
    const { kind } = CONFIG_OPTIONS[name];
    try {
      given[name] = resolvePaths(kind.fromText(text), kind.isPath, workingDir);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new AppError('config-invalid', `The variable ${variable} does not fit: ${reason}.`, { data: { variable } });
    }
  }
  return given as GivenConfig;
}
