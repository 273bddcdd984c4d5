import { spawn } from 'node:child_process';

/** How each system opens an address in the browser of the person at the screen. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  // The first quoted word is the title of a window; without it an address in quotes would be one.
  win32: ['cmd', '/c', 'start', '""'],
};

/** Opens an address in the browser. `onFailure` is told when there is none to open; the link was printed anyway. */
export function openLink(link: string, onFailure: (reason: string) => void): void {
  const [command = 'xdg-open', ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, link], { stdio: 'ignore', detached: true });
  child.once('error', (error) => onFailure(error.message));
  child.unref();
}
