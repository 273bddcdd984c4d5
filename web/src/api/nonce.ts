/** The nonce of this page, for the style elements libraries write (src/surfaces/web). */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
