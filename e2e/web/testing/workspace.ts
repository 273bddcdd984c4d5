import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { type Cleanup, createFlowright, ROOT, type Started } from '../../testing/flowright.ts';
import { launchBrowser, type OpenOptions, type OpenPage, openPage } from './browser.ts';

/** A server with a data folder of its own, and a browser to look at it. */
export interface Workspace {
  readonly url: string;
  /** Opens a window that is logged in, with storage of its own. */
  open(path: string, options?: OpenOptions): Promise<OpenPage>;
  /** Calls the API as a browser of this workspace. @throws Error when it is refused */
  call<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** Saves a workflow of the examples, by file name without ending. */
  importExample(name: string): Promise<void>;
  /** Ends the server without a chance to say goodbye. */
  kill(): Promise<void>;
  /** Starts it again, on the same port and data. */
  restart(): Promise<void>;
}

/** Starts a server and a browser; both end with the test. */
export async function startWorkspace(t: Cleanup): Promise<Workspace> {
  const flowright = createFlowright(t);
  let { started, url, loginLink } = await serve('0');
  const browser: Browser = await launchBrowser();
  t.after(() => browser.close());
  let api: Promise<BrowserContext> | undefined;

  async function serve(port: string): Promise<{ started: Started; url: string; loginLink: string }> {
    const process = flowright.start('serve', '--port', port, '--allow-root', ROOT);
    await process.waitForText('/login?code=');
    const link = /https?:\/\/\S+\/login\?code=\S+/.exec(process.output())?.[0];
    if (link === undefined) throw new Error(`The server printed no link:\n${process.output()}`);
    return { started: process, url: new URL(link).origin, loginLink: link };
  }

  /** The first session is that of the calls; it makes the links of all windows. */
  async function logIn(): Promise<BrowserContext> {
    const context = await browser.newContext();
    await context.request.get(loginLink);
    return context;
  }

  /** Each link opens one session. */
  async function nextLink(): Promise<string> {
    return url + (await call<{ path: string }>('POST', '/api/sessions', {})).path;
  }

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    api ??= logIn();
    const { request } = await api;
    const answer = await request.fetch(url + path, {
      method,
      headers: { origin: url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { data: JSON.stringify(body) }),
    });
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  return {
    get url() {
      return url;
    },
    async open(path, options) {
      return openPage(browser, { url, loginLink: await nextLink() }, path, options);
    },
    call,
    async importExample(name) {
      const text = readFileSync(join(ROOT, 'examples', `${name}.json`), 'utf8');
      await call('POST', '/api/workflows/import', { text });
    },
    async kill() {
      started.child.kill('SIGKILL');
      await started.ended;
    },
    async restart() {
      ({ started, url, loginLink } = await serve(new URL(url).port));
    },
  };
}
