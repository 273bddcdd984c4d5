const LINK = /<([^>]*)>((?:\s*;\s*[\w!#$&+.^`|~*'-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]*))?)*)\s*(?:,|$)/y;
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]*))/i;
const MAX_CHARS = 16_384;

/** The address a `Link` header (RFC 8288) gives as `rel=next`. */
export function findNextLink(header: string | undefined): string | undefined {
  if (header === undefined || header.length > MAX_CHARS) return undefined;
  let at = 0;
  while (at < header.length) {
    while (at < header.length && /[\s,]/.test(header.charAt(at))) at++;
    LINK.lastIndex = at;
    const match = LINK.exec(header);
    if (match === null) return undefined;
    const [whole, target, parameters = ''] = match;
    const [, quoted, plain] = REL.exec(parameters) ?? [];
    if ((quoted ?? plain ?? '').toLowerCase().split(/\s+/).includes('next')) return target;
    at += whole.length;
  }
  return undefined;
}
