import type { Readable, Writable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Caller } from '#operations/caller.ts';
import type { OperationRouter } from '#operations/describe.ts';
import type { Services } from '#operations/services.ts';
import { createMcpServer } from './create-mcp-server.ts';
import { createSources } from './create-sources.ts';
import { createStampWatch } from './stamp-watch.ts';

/** Longest message of a client, in bytes. */
const MAX_MESSAGE_BYTES = 4_194_304;

/** Serves one client over a pair of streams until its input ends or `signal` aborts. Runs under way go on. */
export async function serveStdio(options: {
  readonly services: Services;
  readonly router: OperationRouter;
  readonly caller: Caller;
  readonly input: Readable;
  readonly output: Writable;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { services, router, caller, input, output, signal } = options;
  const stamps = createStampWatch((error) => services.log('warn', `Changes were not looked for: ${String(error)}`));
  const sources = createSources(services, router, stamps);
  const made = createMcpServer({ services, sources, stamps, toCaller: () => caller });
  const transport = new StdioServerTransport(input, output, { maxBufferSize: MAX_MESSAGE_BYTES });
  const closed = new Promise<void>((resolve) => {
    transport.onclose = () => {
      made.disconnected();
      resolve();
    };
  });
  const end = () => void transport.close();
  for (const event of ['end', 'close'] as const) input.once(event, end);
  // A client that is gone reads nothing any more.
  output.once('error', end);
  signal.addEventListener('abort', end, { once: true });
  await made.server.connect(transport);
  if (signal.aborted || input.readableEnded) end();
  await closed;
  stamps.close();
}
