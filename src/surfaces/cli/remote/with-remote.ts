import type { BlockOptions, CliApp, RemoteServer } from '../app-port.ts';
import type { Remote } from './open-remote.ts';
import { toLocalOnly } from './to-local-only.ts';

/** The program, which asks a server instead of working here where one is named. What that takes is loaded then only. */
export function withRemote(app: CliApp): CliApp {
  const open = async (server: RemoteServer): Promise<Remote> => (await import('./open-remote.ts')).openRemote(server);

  /** Asks the server if there is one, or works here. */
  const either = async <T>(
    { server }: BlockOptions,
    there: (remote: Remote) => T | Promise<T>,
    here: () => T | Promise<T>,
  ): Promise<T> => (server === undefined ? here() : there(await open(server)));

  return {
    ...app,
    loadBlocks: (options) =>
      either(
        options,
        (remote) => remote.loadBlocks(),
        () => app.loadBlocks(options),
      ),
    readWorkflow: (text, file, options) =>
      either(
        options,
        (remote) => app.readWorkflow(text, file, options, remote.validate),
        () => app.readWorkflow(text, file, options),
      ),
    simulate: (workflow, input, options) =>
      either(
        options,
        (remote) => remote.simulate(workflow, input, options.reads),
        () => app.simulate(workflow, input, options),
      ),
    openData: (options) =>
      either(
        options,
        ({ opened }) => opened,
        () => app.openData(options),
      ),
    openHost: (options) =>
      either(
        options,
        ({ opened }) => opened,
        () => app.openHost(options),
      ),
    openTokens: (options) =>
      either(
        options,
        ({ tokens }) => tokens,
        () => app.openTokens(options),
      ),
    createLoginLink: (options) =>
      either(
        options,
        (remote) => remote.createLoginLink(),
        () => app.createLoginLink(options),
      ),
    async restore(options, file) {
      if (options.server !== undefined) throw toLocalOnly('data restore');
      await app.restore(options, file);
    },
  };
}
