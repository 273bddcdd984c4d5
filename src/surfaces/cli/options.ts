import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { AppError } from '#contract/app-error.ts';
import { toDurationMs } from '#contract/duration.ts';
import type { BlockOptions, DataOptions, HostOptions } from './app-port.ts';
import type { Terminal } from './terminal.ts';

/** Options as commander gives them. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly server?: string;
  readonly token?: string;
  readonly data?: string;
  readonly blocks?: readonly string[];
  readonly allowRoot?: readonly string[];
  readonly allowPrivate?: readonly string[];
}

const collect = (value: string, previous: readonly string[] | undefined) => [...(previous ?? []), value];

/** `--json`, on every command. */
export function withJson(command: Command): Command {
  return command.option('--json', 'print JSON for programs');
}

/** `--blocks`, where blocks matter. */
export function withBlocks(command: Command): Command {
  return command.addOption(
    new Option('--blocks <dir>', 'also load the blocks of this folder; may be given again').argParser(collect),
  );
}

/** `--data`, where saved things matter. */
export function withData(command: Command): Command {
  return command.option('--data <dir>', 'data folder (default: $FLOWRIGHT_DATA, or ~/.flowright)');
}

/** All options of commands that run workflows. */
export function withHost(command: Command): Command {
  return withBlocks(withData(command))
    .addOption(
      new Option(
        '--allow-root <dir>',
        'folder the file blocks may touch; may be given again (default: the current folder)',
      ).argParser(collect),
    )
    .addOption(
      new Option(
        '--allow-private <host>',
        'private host, address or range the network blocks may reach, * for all; may be given again',
      ).argParser(collect),
    );
}

/** `--server` and `--token`, where a server can do it as well. */
export function withServer(command: Command): Command {
  return command
    .option('--server <url>', 'have this server do it instead of this process (default: $FLOWRIGHT_SERVER)')
    .option(
      '--token <token>',
      'API token for --server (default: $FLOWRIGHT_TOKEN; on this machine, that of the data folder)',
    );
}

/** Refuses `--server` on a command that only this machine can carry out. */
export function withoutServer(command: Command): Command {
  const refuse = (): never => {
    throw new InvalidArgumentError(`"${command.name()}" works on this machine only. Leave it out.`);
  };
  return command
    .addOption(new Option('--server <url>').hideHelp().argParser(refuse))
    .addOption(new Option('--token <token>').hideHelp().argParser(refuse));
}

export function toBlockOptions(options: CommonOptions, terminal: Terminal): BlockOptions {
  return {
    blocksDirs: (options.blocks ?? []).map((dir) => resolve(terminal.workingDir, dir)),
    ...readServer(options, terminal),
  };
}

export function toDataOptions(options: CommonOptions, terminal: Terminal): DataOptions {
  return { ...toBlockOptions(options, terminal), dataDir: toDataDir(options, terminal) };
}

function toDataDir({ data }: CommonOptions, { env, workingDir, homeDir }: Terminal): string {
  const chosen = data ?? (env.FLOWRIGHT_DATA === '' ? undefined : env.FLOWRIGHT_DATA);
  return chosen === undefined ? join(homeDir, '.flowright') : resolve(workingDir, chosen);
}

function readServer(options: CommonOptions, terminal: Terminal): Pick<BlockOptions, 'server'> {
  const { env } = terminal;
  const given = options.server ?? (env.FLOWRIGHT_SERVER === '' ? undefined : env.FLOWRIGHT_SERVER);
  if (given === undefined) {
    if (options.token === undefined) return {};
    throw new AppError('usage-invalid', '--token goes with --server. Name the server it is for.');
  }
  const local = (['blocks', 'allowRoot', 'allowPrivate'] as const).find((name) => options[name] !== undefined);
  if (local !== undefined) {
    const flag = `--${local.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new AppError('usage-invalid', `${flag} is for work in this process. The server ${given} has its own.`);
  }
  const token = options.token ?? (env.FLOWRIGHT_TOKEN === '' ? undefined : env.FLOWRIGHT_TOKEN);
  return { server: { url: toServerUrl(given), token, dataDir: toDataDir(options, terminal) } };
}

function toServerUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && url.username === '' && url.password === '' && url.pathname === '/';
  if (isPlain && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin;
  throw new AppError('usage-invalid', `"${text}" is no address of a server. Write it like http://127.0.0.1:4680.`);
}

export function toHostOptions(options: CommonOptions, terminal: Terminal): HostOptions {
  return {
    ...toDataOptions(options, terminal),
    allowedRoots: (options.allowRoot ?? ['.']).map((dir) => resolve(terminal.workingDir, dir)),
    allowPrivate: options.allowPrivate ?? [],
  };
}

/** The options of a command that only this machine can carry out: a server in the environment is for the others. */
export function toLocalHostOptions(options: CommonOptions, terminal: Terminal): HostOptions {
  return toHostOptions(options, { ...terminal, env: { ...terminal.env, FLOWRIGHT_SERVER: '' } });
}

/** A whole number in a range, as an argument parser. */
export function toInteger(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
  };
}

/** A duration such as `30d`, as an argument parser. */
export function toDuration(text: string): number {
  const ms = toDurationMs(text);
  if (ms !== undefined) return ms;
  throw new InvalidArgumentError('Give a duration such as 90s, 12h or 30d.');
}
