import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Exchange, Handle } from '../http/exchange.ts';
import { toPagePolicy } from '../http/security-headers.ts';
import { createAssets } from './assets.ts';

/** What the build wrote in the place of the nonce (web/vite.config.ts). */
const NONCE = 'FLOWRIGHT-NONCE';

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Flowright</title>
<body><h1>The workspace is not built</h1><p>Run <code>npm run build</code> in the folder of Flowright, then load this page again.
The <a href="/api/docs">API</a> works meanwhile.</p></body></html>`;

/**
 * The page of the workspace: its files from `folder`, and the page itself for every address a person may open, because the page
 * finds its way by itself. Anything that is no GET of a browser's page or of a file is left to others.
 */
export function createWeb({ folder }: { readonly folder: string }): Handle {
  const assets = createAssets(folder);
  return async (exchange) => {
    const { request, path } = exchange;
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    if (path !== '/' && (await assets.trySend(exchange))) return true;
    if (!isPage(exchange)) return false;
    await sendPage(exchange, folder);
    return true;
  };
}

/** Whether a browser asks for a page: a file that is missing stays missing. */
function isPage({ request, path }: Exchange): boolean {
  if (path === '/') return true;
  return /\btext\/html\b/.test(request.headers.accept ?? '') && !path.startsWith('/assets/');
}

async function sendPage({ request, response }: Exchange, folder: string): Promise<void> {
  const built = await readFile(`${folder}/index.html`, 'utf8').catch(() => undefined);
  const nonce = randomBytes(16).toString('base64');
  const body = Buffer.from((built ?? NOT_BUILT).replaceAll(NONCE, nonce));
  response.writeHead(built === undefined ? 503 : 200, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
    'content-security-policy': toPagePolicy(nonce),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
