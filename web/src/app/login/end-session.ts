import { queryClient } from '#web/api/query-client.ts';
import { noteEnded } from '#web/api/server-state.ts';
import { logOut } from '#web/api/session.ts';
import { rememberAppearance } from '#web/theme/appearance.ts';
import { toast } from '#web/ui/toast.ts';
import { text } from '../strings.ts';

/** Logs out and forgets what was read. */
export async function endSession(): Promise<void> {
  try {
    await logOut();
  } catch {
    toast.error(text.logOutFailed);
    return;
  }
  // The server has the browser forget everything of this site; the look belongs to the machine rather than to the session.
  rememberAppearance();
  noteEnded();
  queryClient.clear();
}
