import type { ServerResponse } from 'node:http';

/** For answers that are data: nothing in them is ever run or shown as a page. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** For our own pages: scripts and styles of this server only, nothing inline. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/** For the workspace, whose libraries write style elements at run time: those that carry the nonce of the page, and no others. */
export function toPagePolicy(nonce: string): string {
  return PAGE_POLICY.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`).replace(
    "img-src 'self' data:",
    "img-src 'self' data: blob:",
  );
}

/** Sets what every answer carries; a page replaces the policy by its own. */
export function setSecurityHeaders(response: ServerResponse, options: { readonly https: boolean }): void {
  response.setHeader('content-security-policy', DATA_POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  if (options.https) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
}
