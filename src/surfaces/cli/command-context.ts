import type { Command } from 'commander';
import type { CliApp } from './app-port.ts';
import type { CommonOptions } from './options.ts';
import { createOutput, type Output } from './output.ts';
import type { Terminal } from './terminal.ts';

/** What every command is built with. */
export interface CommandContext {
  readonly app: CliApp;
  readonly terminal: Terminal;
  /** Sets what the program ends with; 0 unless a command says otherwise. */
  setExitCode(code: number): void;
}

/** Makes a command ready to be added to the program. */
export type BuildCommand = (context: CommandContext) => Command;

/** The output a command's options ask for. */
export function toOutput(options: CommonOptions, context: CommandContext): Output {
  return createOutput(context.terminal, options.json === true);
}

/** Opens something, works with it, and closes it whatever happens. */
export async function using<T extends { close(): Promise<void> }, R>(
  opening: Promise<T>,
  work: (opened: T) => Promise<R>,
): Promise<R> {
  const opened = await opening;
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
