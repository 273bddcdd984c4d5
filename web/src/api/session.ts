import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { noteLoggedIn } from './server-state.ts';

/** Who is logged in and what they may do. */
export const sessionQuery = queryOptions({
  queryKey: ['session', 'current'],
  queryFn: async ({ signal }) => {
    const session = await client.session.current({}, { signal });
    noteLoggedIn();
    return session;
  },
  staleTime: 60_000,
});

/** What keeps a person from being logged in, in the server's words. */
export type LoginAnswer = { readonly ok: true } | { readonly ok: false; readonly message: string | undefined };

/** Uses up a one-time code; the browser then holds the session. `next` is where the server would lead a person who opened the link. */
export async function logIn(code: string, next: string): Promise<LoginAnswer> {
  const query = new URLSearchParams({ code, next });
  // The redirect is not followed: its cookie is kept, and this page, with all that is on it, stays.
  const response = await fetch(`/login?${query}`, { redirect: 'manual', cache: 'no-store' });
  if (response.type === 'opaqueredirect' || response.ok) return { ok: true };
  return { ok: false, message: await readMessage(response) };
}

async function readMessage(response: Response): Promise<string | undefined> {
  const body: unknown = await response.json().catch(() => undefined);
  const from = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  const message = from(body, 'message') ?? from(from(body, 'error'), 'message');
  return typeof message === 'string' ? message : undefined;
}

/** Ends the session. @throws TypeError when the server does not answer */
export async function logOut(): Promise<void> {
  await fetch('/logout', { method: 'POST', redirect: 'manual' });
}

/** The code in what a person pasted: the link, its query, or the code itself. */
export function toCode(pasted: string): string | undefined {
  const found = /[?&]code=([^&\s#]+)/.exec(pasted)?.[1];
  const code = found === undefined ? pasted.trim() : safeDecode(found);
  return /^[\w.~-]{8,512}$/.test(code) ? code : undefined;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
