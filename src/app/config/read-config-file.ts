import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#contract/app-error.ts';
import { CONFIG_NAMES, CONFIG_OPTIONS, type GivenConfig, isConfigName } from './option-table.ts';
import { resolvePaths } from './resolve-paths.ts';

const MAX_BYTES = 1_000_000;
const MAX_ALIASES = 100;
const PROBLEMS_SHOWN = 20;

/**
 * Reads the options of a file, YAML or JSON. Relative paths in it start at its folder.
 * @throws AppError config-invalid naming the file and, for each problem, the line and the option
 */
export async function readConfigFile(path: string): Promise<GivenConfig> {
  const text = readText(path);
  // JSON is YAML, so one parser reads both, with lines.
  const { isMap, isNode, isScalar, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: string[] = [];
  const at = (offset: number | undefined) => lines.linePos(offset ?? 0).line;
  for (const { message, pos } of document.errors) problems.push(`${path}:${at(pos[0])}: ${message}`);
  const given: Record<string, unknown> = {};
  const { contents } = document;
  if (problems.length === 0 && isMap(contents)) {
    for (const { key, value } of contents.items) {
      const line = at(isScalar(key) ? key.range?.[0] : undefined);
      const name = isScalar(key) ? String(key.value) : '';
      if (!isConfigName(name)) {
        problems.push(
          `${path}:${line}: there is no option "${name.slice(0, 100)}"; the options are ${CONFIG_NAMES.join(', ')}`,
        );
        continue;
      }
      const { kind } = CONFIG_OPTIONS[name];
      try {
        const plain: unknown = isNode(value) ? value.toJS(document, { maxAliasCount: MAX_ALIASES }) : value;
        given[name] = resolvePaths(kind.fromValue(plain), kind.isPath, dirname(path));
      } catch (error) {
        problems.push(`${path}:${line}: ${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } else if (problems.length === 0 && contents !== null) {
    problems.push(`${path}:1: the file must hold options by name, such as "port: 8080"`);
  }
  if (problems.length === 0) return given as GivenConfig;
  throw new AppError('config-invalid', `The configuration is wrong.\n${problems.slice(0, PROBLEMS_SHOWN).join('\n')}`, {
    data: { file: path },
  });
}

function readText(path: string): string {
  try {
    const stat = statSync(path);
    // A pipe would make the start wait for ever.
    if (!stat.isFile()) throw new Error('it is no file');
    if (stat.size > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new AppError(
      'config-invalid',
      `The configuration file ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}. Check the name after --config, or FLOWRIGHT_CONFIG.`,
      { cause: error, data: { file: path } },
    );
  }
}
