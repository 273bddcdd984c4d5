import type { Mailbox } from '#hosts/embedded/ports.ts';
import type { RequestRepository } from '#store/request-repository.ts';

/** Requests taken at once. */
const PAGE = 200;

/** The mailbox between processes of one data folder, for hosts. */
export function createMailbox(requests: RequestRepository): Mailbox {
  return {
    async post(runId, kind, payload) {
      await requests.post(runId, kind, payload);
    },
    list: (owner) => requests.listFor(owner, PAGE),
    done: (ids) => requests.remove(ids),
  };
}
