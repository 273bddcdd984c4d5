import { noteLoggedOut, noteReached, noteUnreached } from './server-state.ts';

/** `fetch` that notes whether the server was reached and whether somebody is logged in. */
export async function watchedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(input, init);
  } catch (error) {
    const isAborted = error instanceof DOMException && error.name === 'AbortError';
    if (!isAborted && init?.signal?.aborted !== true) noteUnreached();
    throw error;
  }
  noteReached();
  if (response.status === 401) noteLoggedOut();
  return response;
}
