import { AppError } from '#contract/app-error.ts';

/** The error about a command that a server does not carry out. */
export function toLocalOnly(command: string): AppError {
  return new AppError(
    'usage-invalid',
    `"flowright ${command}" works on the data folder of this machine only. Leave out --server and FLOWRIGHT_SERVER.`,
  );
}
