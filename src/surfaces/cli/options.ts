import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { toDurationMs } from '#contract/duration.ts';
import type { BlockOptions, DataOptions, HostOptions } from './app-port.ts';
import type { Terminal } from './terminal.ts';

/** Options as commander gives them. */
export interface CommonOptions {
  readonly json?: boolean;
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

export function toBlockOptions(options: CommonOptions, terminal: Terminal): BlockOptions {
  return { blocksDirs: (options.blocks ?? []).map((dir) => resolve(terminal.workingDir, dir)) };
}

export function toDataOptions(options: CommonOptions, terminal: Terminal): DataOptions {
  const { env, workingDir } = terminal;
  const chosen = options.data ?? (env.FLOWRIGHT_DATA === '' ? undefined : env.FLOWRIGHT_DATA);
  const dataDir = chosen === undefined ? join(terminal.homeDir, '.flowright') : resolve(workingDir, chosen);
  return { ...toBlockOptions(options, terminal), dataDir };
}

export function toHostOptions(options: CommonOptions, terminal: Terminal): HostOptions {
  return {
    ...toDataOptions(options, terminal),
    allowedRoots: (options.allowRoot ?? ['.']).map((dir) => resolve(terminal.workingDir, dir)),
    allowPrivate: options.allowPrivate ?? [],
  };
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
