import type { Liquid, Template } from 'liquidjs';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { isWithinSize } from '../json-size.ts';
import { runBounded } from '../run-bounded.ts';
import { toTemplateFault } from './template-fault.ts';

const RENDER_LIMIT_MS = 2_000;
/** Objects a template may make while rendering, as LiquidJS counts them. */
const MEMORY_LIMIT = 20_000_000;
/** Tags, outputs and pieces of text rendered. */
const NODE_LIMIT = 2_000_000;
export const MAX_TEMPLATE_CHARS = 1_000_000;
const MAX_OUTPUT_CHARS = 16 * 1024 * 1024;
const MAX_CACHED = 64;
/** LiquidJS looks at the clock between nodes; only one filter over much data can be slow, and below this size none is. */
const SMALL_CHARS = 10_000;

/** How a template is read and written. */
export interface TemplateOptions {
  readonly strict: boolean;
  readonly escape: 'none' | 'html';
  /** IANA name of the zone dates are written in. */
  readonly timezone: string;
  /** Templates by name that `render` and `include` can use; there are no others. */
  readonly partials: Readonly<Record<string, string>>;
}

interface ParsedTemplate {
  readonly engine: Liquid;
  readonly nodes: readonly Template[];
}

const cache = new Map<string, ParsedTemplate>();

/**
 * Text of a Liquid template over `data`; no file can be reached from it.
 * @throws AppError `expression-invalid`, `expression-empty` (strict: a variable that is not there), `expression-failed`, `limit-exceeded`
 */
export async function renderLiquid(template: string, data: JsonObject, options: TemplateOptions): Promise<string> {
  const parsed = await parse(template, options);
  const render = (): string => {
    const text: unknown = parsed.engine.renderSync([...parsed.nodes], data, { templateLimit: NODE_LIMIT });
    return String(text);
  };
  try {
    const isSmall = template.length <= SMALL_CHARS && isWithinSize(data, SMALL_CHARS);
    const text = isSmall ? render() : runBounded('Rendering the template', RENDER_LIMIT_MS * 2, render);
    if (text.length > MAX_OUTPUT_CHARS) {
      throw new AppError(
        'limit-exceeded',
        `The template makes ${text.length} characters; at most ${MAX_OUTPUT_CHARS} are kept.`,
        {
          data: { limit: MAX_OUTPUT_CHARS },
        },
      );
    }
    return text;
  } catch (error) {
    throw toTemplateFault(error, Object.keys(data));
  }
}

async function parse(template: string, options: TemplateOptions): Promise<ParsedTemplate> {
  const key = JSON.stringify([options, template]);
  const known = cache.get(key);
  if (known !== undefined) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  const engine = await createEngine(options);
  try {
    const parsed = { engine, nodes: runBounded('Reading the template', RENDER_LIMIT_MS, () => engine.parse(template)) };
    if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value ?? '');
    if (key.length <= SMALL_CHARS * 2) cache.set(key, parsed);
    return parsed;
  } catch (error) {
    throw toTemplateFault(error, []);
  }
}

async function createEngine(options: TemplateOptions): Promise<Liquid> {
  const { Liquid } = await import('liquidjs');
  return new Liquid({
    strictVariables: options.strict,
    // `{% if x %}` and `x | default: y` ask whether x is there.
    lenientIf: true,
    strictFilters: true,
    ownPropertyOnly: true,
    // With templates in memory LiquidJS never looks at the file system.
    templates: { ...options.partials },
    timezoneOffset: options.timezone,
    locale: 'en',
    ...(options.escape === 'html' ? { outputEscape: 'escape' as const } : {}),
    parseLimit: MAX_TEMPLATE_CHARS,
    renderLimit: RENDER_LIMIT_MS,
    memoryLimit: MEMORY_LIMIT,
  });
}
