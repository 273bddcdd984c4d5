import type { OperationRouter } from '#operations/describe.ts';
import type { Services } from '#operations/services.ts';
import { createFetchHandle } from '../http/fetch-handle.ts';
import type { Mount } from '../http/mount.ts';
import type { McpSurface, McpSurfaceOptions } from './create-mcp-surface.ts';

/** Path of the MCP server. */
export const PREFIX = '/mcp';
/** Longest message of a client, in bytes. */
const MAX_BODY_BYTES = 4_194_304;

/** The MCP server as a part of the HTTP server; loaded at its first request. */
export function createMcpMount(
  options: Omit<McpSurfaceOptions, 'router' | 'services'> & {
    readonly loadServices: () => Promise<Services>;
    readonly loadRouter: () => Promise<OperationRouter>;
  },
): Mount & {
  /** Ends all sessions, so that their streams do not hold the server up. Runs under way go on. */
  close(): Promise<void>;
} {
  const { loadServices, loadRouter, ...rest } = options;
  let surface: McpSurface | undefined;
  return {
    prefix: PREFIX,
    async load() {
      const [{ createMcpSurface }, services, router] = await Promise.all([
        import('./create-mcp-surface.ts'),
        loadServices(),
        loadRouter(),
      ]);
      const made = createMcpSurface({ ...rest, services, router });
      surface = made;
      return createFetchHandle({
        fetch: (request, caller) => made.fetch(request, caller),
        surface: 'mcp',
        maxBodyBytes: MAX_BODY_BYTES,
      });
    },
    close: async () => surface?.close(),
  };
}
