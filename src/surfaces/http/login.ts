import { AppError } from '#contract/app-error.ts';
import type { Exchange } from './exchange.ts';
import { readCookie, toEndedCookie, toSessionCookie } from './session-cookie.ts';

/** Longest path of a page. */
const MAX_NEXT_LENGTH = 2_000;

/** Sessions as the login page needs them. */
export interface LoginPort {
  /** Uses up a one-time code; undefined when it is unknown, used or too old. @throws AppError rate-limited */
  exchange(code: string, address: string): Promise<{ readonly session: string; readonly maxAgeMs: number } | undefined>;
  /** Whether the session is open. */
  isOpen(session: string): Promise<boolean>;
  /** Ends a session. */
  end(session: string): Promise<void>;
}

/** Answers `/login?code=…`, the one-time link that is printed at start, which may name where to land (`&next=/runs`), and `/logout`. */
export function createLogin(options: {
  readonly sessions: LoginPort;
  readonly https: boolean;
  /** Path a person lands on, unless the link names another. */
  readonly home: string;
}): (exchange: Exchange) => Promise<boolean> {
  const { sessions, https, home } = options;

  const login = async (exchange: Exchange): Promise<void> => {
    const { request, response, query, address } = exchange;
    const { headers } = request;
    // A browser that only looks ahead, or a preview of the link, must not use up the code.
    if (
      request.method !== 'GET' ||
      /prefetch|prerender|preview/i.test(`${headers['sec-purpose']} ${headers.purpose}`)
    ) {
      response.writeHead(204, { 'cache-control': 'no-store' }).end();
      return;
    }
    const parameters = new URLSearchParams(query);
    const code = parameters.get('code') ?? '';
    const opened = code === '' || code.length > 512 ? undefined : await sessions.exchange(code, address);
    if (opened !== undefined)
      response.setHeader('set-cookie', toSessionCookie(opened.session, { https, maxAgeMs: opened.maxAgeMs }));
    else {
      const session = readCookie(headers.cookie);
      // Opening the link once more, or going back to it, is no mistake of the person who is logged in.
      if (session === undefined || !(await sessions.isOpen(session))) {
        throw new AppError(
          'unauthenticated',
          'This link was used already or is too old. Get a new one with "flowright login", or start the server again.',
        );
      }
    }
    redirect(exchange, toLanding(parameters.get('next')) ?? home);
  };

  const logout = async (exchange: Exchange): Promise<void> => {
    const { request, response } = exchange;
    if (request.method !== 'POST') throw new AppError('usage-invalid', 'Send POST to /logout to end the session.');
    const session = readCookie(request.headers.cookie);
    if (session !== undefined) await sessions.end(session);
    response.setHeader('set-cookie', toEndedCookie({ https }));
    response.setHeader('clear-site-data', '"cache", "storage"');
    redirect(exchange, home);
  };

  return async (exchange) => {
    if (exchange.path === '/login') await login(exchange);
    else if (exchange.path === '/logout') await logout(exchange);
    else return false;
    return true;
  };
}

/** The path to land on; undefined when it could lead away from this server. Browsers read `//` and `/\\` as the name of another. */
function toLanding(next: string | null): string | undefined {
  if (next === null || next.length > MAX_NEXT_LENGTH || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next)) return undefined;
  return next.includes('\\') ? undefined : next;
}

function redirect({ response }: Exchange, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store', 'content-length': '0' }).end();
}
