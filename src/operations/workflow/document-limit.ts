/** Largest body of a request that holds a workflow document, in bytes. A document of the most steps there may be fits. */
export const MAX_DOCUMENT_BYTES = 20_000_000;
