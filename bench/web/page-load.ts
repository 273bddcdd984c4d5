import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../e2e/web/testing/workspace.ts';

const DIST = join(import.meta.dirname, '..', '..', 'web', 'dist');

/** One load of the first page with an empty cache. Times are milliseconds since the navigation began. */
export interface PageLoad {
  readonly firstPaintMs: number;
  /** The heading of the page is there, and everything on it answers. */
  readonly interactiveMs: number;
  readonly loadMs: number;
  /** All scripts the first page asked for, compressed with gzip, in kB of 1,000 bytes. */
  readonly scriptKb: number;
  readonly styleKb: number;
}

/** Loads the first page in a window that never saw it. */
export async function measurePageLoad(workspace: Workspace): Promise<PageLoad> {
  const { page, context } = await workspace.open('/');
  await context.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (document.querySelector('main h1') === null) return;
      seen.disconnect();
      // What is drawn can be used once the work that drew it is over.
      setTimeout(() => performance.mark('interactive'), 0);
    });
    seen.observe(document, { childList: true, subtree: true });
  });
  const session = await context.newCDPSession(page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto(`${workspace.url}/`, { waitUntil: 'load' });
  await page.waitForFunction(() => performance.getEntriesByName('interactive').length > 0);
  await page.waitForLoadState('networkidle');
  const figures = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const resources = performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname);
    return {
      firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      interactiveMs: performance.getEntriesByName('interactive')[0]?.startTime ?? Number.NaN,
      loadMs: navigation?.loadEventEnd ?? Number.NaN,
      resources,
    };
  });
  await context.close();
  const { resources, ...times } = figures;
  return { ...times, scriptKb: toGzipKb(resources, '.js'), styleKb: toGzipKb(resources, '.css') };
}

function toGzipKb(paths: readonly string[], ending: string): number {
  const files = [...new Set(paths)].filter((path) => path.endsWith(ending));
  const bytes = files.map((path) => readSize(`${path}.gz`) ?? readSize(path) ?? 0);
  return bytes.reduce((sum, size) => sum + size, 0) / 1_000;
}

function readSize(path: string): number | undefined {
  try {
    return readFileSync(join(DIST, path)).length;
  } catch {
    // A small file has no compressed twin.
    return undefined;
  }
}
