/** Name of the session cookie. */
const NAME = 'flowright_session';
/** Over https the browser itself holds the cookie to this very host (RFC 6265bis, 4.1.3). */
const SECURE_NAME = `__Host-${NAME}`;
const VALUE = /^[A-Za-z0-9._~-]{16,512}$/;

/** The session in a `Cookie` header. */
export function readCookie(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  let found: string | undefined;
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    if (!VALUE.test(value)) continue;
    if (name === SECURE_NAME) return value;
    if (name === NAME) found ??= value;
  }
  return found;
}

/** `Set-Cookie` that opens a session in the browser. */
export function toSessionCookie(
  session: string,
  options: { readonly https: boolean; readonly maxAgeMs: number },
): string {
  const maxAge = Math.max(0, Math.floor(options.maxAgeMs / 1_000));
  const name = options.https ? SECURE_NAME : NAME;
  return `${name}=${session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAge}${options.https ? '; Secure' : ''}`;
}

/** `Set-Cookie` that ends it. */
export function toEndedCookie(options: { readonly https: boolean }): string {
  return toSessionCookie('', { ...options, maxAgeMs: 0 });
}
