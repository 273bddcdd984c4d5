import { BREAK, type DocumentNode, visit } from 'graphql';
import { AppError } from '#contract/app-error.ts';
import type { Caller } from '#operations/caller.ts';
import type { Services } from '#operations/services.ts';
import { isIntrospection } from './query-limits.ts';

/**
 * Lets only those ask about the schema who may ask for anything at all.
 * @throws AppError unauthenticated, rate-limited
 */
export async function assertMayIntrospect(document: DocumentNode, caller: Caller, services: Services): Promise<void> {
  if (!asksAboutSchema(document)) return;
  const principal = await services.authenticator.authenticate(caller.credentials, caller.address);
  services.rateLimiter.take(principal?.id ?? 'nobody', caller.address);
  if (principal === undefined) {
    throw new AppError(
      'unauthenticated',
      'The schema is told to nobody unknown. Send "Authorization: Bearer TOKEN", or open the link printed at start.',
    );
  }
}

function asksAboutSchema(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      if (!isIntrospection(name.value)) return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}
