import type { JsonObject } from '#contract/json.ts';
import type { Problem } from '#contract/problem.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { OpenHost, RemoteServer, Simulation } from '../app-port.ts';
import type { CliBlocks } from '../cli-blocks.ts';
import type { CliTokens } from '../cli-tokens.ts';
import { connect } from './connect.ts';
import { loadRemoteBlocks } from './remote-blocks.ts';
import { createRemoteHost } from './remote-host.ts';
import { createRemoteJournal } from './remote-journal.ts';
import { createRemoteMaintenance } from './remote-maintenance.ts';
import { createRemoteWorkflows } from './remote-workflows.ts';

/** A server behind the port of the commands. */
export interface Remote {
  readonly opened: OpenHost;
  readonly tokens: CliTokens;
  loadBlocks(): Promise<CliBlocks>;
  validate(workflow: Workflow): Promise<readonly Problem[]>;
  simulate(workflow: Workflow, input: JsonObject, reads: boolean): Promise<Simulation>;
  createLoginLink(): Promise<string>;
}

/** @throws AppError unauthenticated when there is no token to show */
export async function openRemote(server: RemoteServer): Promise<Remote> {
  const connection = await connect(server);
  const { call, url } = connection;
  const { resume, ...host } = createRemoteHost(connection);
  const close = async () => undefined;
  return {
    opened: {
      journal: createRemoteJournal(connection),
      workflows: createRemoteWorkflows(connection),
      maintenance: createRemoteMaintenance(connection),
      host,
      resume,
      close,
    },
    tokens: {
      create: ({ name, permissions, expiresAt }) =>
        call(({ token }) =>
          token.create({ name, permissions: [...permissions], ...(expiresAt === undefined ? {} : { expiresAt }) }),
        ),
      list: async () => (await call(({ token }) => token.list({}))).items,
      revoke: (tokenId) => call(({ token }) => token.revoke({ tokenId })),
      close,
    },
    loadBlocks: () => loadRemoteBlocks(connection),
    validate: async (workflow) => (await call((client) => client.workflow.validate({ workflow }))).problems,
    async simulate(workflow, input, reads) {
      const { status, output, error, events } = await call((client) =>
        client.workflow.simulate({ workflow, input, reads }),
      );
      const hasEnded = status !== 'queued' && status !== 'running' && status !== 'uncertain';
      return { status: hasEnded ? status : 'waiting', output, error, events };
    },
    createLoginLink: async () => new URL((await call(({ session }) => session.create({}))).path, url).href,
  };
}
