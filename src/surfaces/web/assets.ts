import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Exchange } from '../http/exchange.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
/** Ways a file may have been compressed when it was built, best first. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;
/** Names of these files hold a hash of their content. */
const HASHED = '/assets/';

/** Files of a build, by the paths they are served under. */
export interface Assets {
  /** Answers when there is such a file. */
  trySend(exchange: Exchange): Promise<boolean>;
}

/** The files of `folder`, by the list of what is there: nothing else can ever be reached, whatever the path says. */
export function createAssets(folder: string): Assets {
  let files: ReadonlySet<string> | undefined;
  return {
    async trySend({ request, response, path }) {
      const type = TYPES[extname(path)];
      if (type === undefined) return false;
      // A file that is missing may be one of a build made since.
      if (files?.has(path) !== true) files = listPaths(folder);
      if (!files.has(path)) return false;
      const accepted = request.headers['accept-encoding'] ?? '';
      const encoding = ENCODINGS.find(({ name, suffix }) => accepted.includes(name) && files?.has(path + suffix));
      const body = await readFile(join(folder, path + (encoding?.suffix ?? ''))).catch(() => undefined);
      if (body === undefined) return false;
      response.writeHead(200, {
        'content-type': type,
        'content-length': body.length,
        vary: 'accept-encoding',
        'cache-control': path.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...(encoding === undefined ? {} : { 'content-encoding': encoding.name }),
      });
      response.end(request.method === 'HEAD' ? undefined : body);
      return true;
    },
  };
}

function listPaths(folder: string): ReadonlySet<string> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Set(
      entries.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length).split(sep).join('/')),
    );
  } catch {
    // Nothing is built: the page says so.
    return new Set();
  }
}
