import { AppError } from '#contract/app-error.ts';
import type { Maintenance } from '../app-port.ts';
import type { Connection } from './connect.ts';
import { toLocalOnly } from './to-local-only.ts';

const DAY_MS = 86_400_000;

/** Care of a server's data. */
export function createRemoteMaintenance({ call }: Connection): Maintenance {
  return {
    prune({ olderThanMs, keep }) {
      const days = olderThanMs / DAY_MS;
      if (!Number.isInteger(days))
        throw new AppError('usage-invalid', 'A server prunes by whole days. Give --older-than as days, e.g. 30d.');
      return call(({ system }) => system.prune({ days, keep }));
    },
    backup: (name) => call(({ system }) => system.backup({ name })),
    check() {
      throw toLocalOnly('data check');
    },
  };
}
