import type { BuildCommand } from './command-context.ts';

/** A command of a group: known by name and summary, loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<BuildCommand>;
}

/** The commands, in the order help shows them. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'serve',
    summary: 'start the server; it drives runs until it is stopped',
    load: async () => (await import('./commands/serve.ts')).buildServe,
  },
  {
    name: 'mcp',
    summary: 'serve workflows to an MCP client over standard input and output',
    load: async () => (await import('./commands/mcp.ts')).buildMcp,
  },
  {
    name: 'run',
    summary: 'run a workflow here and print its outputs',
    load: async () => (await import('./commands/run.ts')).buildRun,
  },
  {
    name: 'validate',
    summary: 'check a workflow document',
    load: async () => (await import('./commands/validate.ts')).buildValidate,
  },
  {
    name: 'simulate',
    summary: 'try a workflow without its effects',
    load: async () => (await import('./commands/simulate.ts')).buildSimulate,
  },
  {
    name: 'runs',
    summary: 'list, show, follow, cancel, resume and fork runs',
    load: async () => (await import('./commands/runs.ts')).buildRuns,
  },
  {
    name: 'workflows',
    summary: 'import, export, list, compare and roll back workflows',
    load: async () => (await import('./commands/workflows.ts')).buildWorkflows,
  },
  {
    name: 'blocks',
    summary: 'list and show the blocks workflows are made of',
    load: async () => (await import('./commands/blocks.ts')).buildBlocks,
  },
  {
    name: 'token',
    summary: 'create, list and revoke API tokens',
    load: async () => (await import('./commands/token.ts')).buildToken,
  },
  {
    name: 'login',
    summary: 'print a link that opens a session in a browser',
    load: async () => (await import('./commands/login.ts')).buildLogin,
  },
  {
    name: 'data',
    summary: 'prune, back up, restore and check the data folder',
    load: async () => (await import('./commands/data.ts')).buildData,
  },
  {
    name: 'doctor',
    summary: 'find out why the server would not start, or not work',
    load: async () => (await import('./commands/doctor.ts')).buildDoctor,
  },
];
