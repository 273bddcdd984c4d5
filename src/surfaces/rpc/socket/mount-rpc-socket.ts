import type { OperationRouter } from '#operations/describe.ts';
import type { Services } from '#operations/services.ts';
import type { SocketMount } from '../../http/upgrade-listener.ts';
import type { RpcSockets } from './create-rpc-sockets.ts';

/** Path the sockets of the RPC surface are opened at. */
const PATH = '/rpc/socket';

/** The sockets as a part of the HTTP server; loaded at the first of them. */
export function createRpcSocketMount(options: {
  readonly loadServices: () => Promise<Services>;
  readonly loadRouter: () => Promise<OperationRouter>;
}): SocketMount & {
  /** Closes all sockets at once and takes no more, so that they do not hold the server up. */
  close(): void;
} {
  let surface: RpcSockets | undefined;
  let closed = false;
  return {
    path: PATH,
    async load() {
      const [{ createRpcSockets }, services, router] = await Promise.all([
        import('./create-rpc-sockets.ts'),
        options.loadServices(),
        options.loadRouter(),
      ]);
      surface = createRpcSockets({ services, router });
      if (closed) surface.close();
      return surface.takeOver;
    },
    close() {
      closed = true;
      surface?.close();
    },
  };
}
