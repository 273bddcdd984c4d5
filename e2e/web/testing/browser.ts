import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/** Chromium reaches nothing but the server under test. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const TIMEOUT_MS = 10_000;

/** Sizes every page is looked at in. */
export const SIZES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;

/** Appearance of the workspace. */
export type Theme = 'light' | 'dark' | 'contrast';

/** How a page is opened. */
export interface OpenOptions {
  readonly size?: keyof typeof SIZES;
  readonly theme?: Theme;
  readonly reducedMotion?: boolean;
}

/** A browser page that is logged in, with what it complained of. */
export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the console and uncaught ones, oldest first. */
  readonly complaints: readonly string[];
}

/** Starts the system's Chromium. @throws Error when there is none */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('There is no Chromium. Install it with `apt-get install chromium`, or set FLOWRIGHT_CHROMIUM.');
  return chromium.launch({ executablePath, headless: true, args: ARGUMENTS });
}

/** Opens a window of its own, logs in with the link of the server and goes to `path`. */
export async function openPage(
  browser: Browser,
  server: { readonly url: string; readonly loginLink: string },
  path: string,
  { size = 'desktop', theme = 'light', reducedMotion = true }: OpenOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: SIZES[size],
    hasTouch: size === 'phone',
    isMobile: size === 'phone',
    colorScheme: theme === 'light' ? 'light' : 'dark',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  context.setDefaultTimeout(TIMEOUT_MS);
  await context.addInitScript((scheme) => {
    if (localStorage.getItem('flowright.appearance') === null)
      localStorage.setItem('flowright.appearance', JSON.stringify({ scheme }));
  }, theme);
  const page = await context.newPage();
  const complaints = watchComplaints(page);
  await page.goto(server.loginLink);
  if (path !== '/') await page.goto(server.url + path);
  return { page, context, complaints };
}

/** Collects what a page complains of. */
export function watchComplaints(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  return complaints;
}
