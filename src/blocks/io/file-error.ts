import { AppError } from '#contract/app-error.ts';

/** The system's code of a failure, such as `ENOENT`; `undefined` for anything else. */
export function toSystemCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}

/**
 * What a failed file operation means to a person.
 * @param action what was tried, such as `read`
 * @param path the path as the step gave it
 */
export function toFileError(thrown: unknown, action: string, path: string): unknown {
  if (thrown instanceof AppError) return thrown;
  const code = toSystemCode(thrown);
  const options = { cause: thrown, data: { path, ...(code === undefined ? {} : { system: code }) } };
  const lead = `Cannot ${action} "${path}": `;
  switch (code) {
    case 'ENOENT':
      return new AppError('file-missing', `${lead}there is no such file or folder. Check the path.`, options);
    case 'EEXIST':
      return new AppError(
        'conflict',
        `${lead}it is there already. Choose another name, or let it be overwritten.`,
        options,
      );
    case 'ENOTDIR':
      return new AppError(
        'file-missing',
        `${lead}a part of the path is a file, not a folder. Check the path.`,
        options,
      );
    case 'EISDIR':
      return new AppError('path-refused', `${lead}it is a folder, not a file. Give the path of a file.`, options);
    case 'ELOOP':
      return new AppError(
        'path-refused',
        `${lead}its links lead in a circle or out of reach. Give the path of the file itself.`,
        options,
      );
    case 'ENAMETOOLONG':
      return new AppError(
        'input-invalid',
        `${lead}the name is longer than the file system allows. Shorten it.`,
        options,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError(
        'file-failed',
        `${lead}this program has no permission (${code}). Change the permissions, or choose another folder.`,
        {
          ...options,
          retry: 'never',
        },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError(
        'file-failed',
        `${lead}the disk is full (${code}). Free some space; nothing was left half written.`,
        options,
      );
    case 'EFBIG':
      return new AppError('file-failed', `${lead}the file would be larger than the file system allows (${code}).`, {
        ...options,
        retry: 'never',
      });
    case 'EMFILE':
    case 'ENFILE':
      return new AppError(
        'file-failed',
        `${lead}too many files are open (${code}). Run fewer steps at once, or raise the limit.`,
        options,
      );
    case undefined:
      return thrown;
    default:
      return new AppError(
        'file-failed',
        `${lead}the system answered ${code}. Try again, and check the disk if it stays.`,
        options,
      );
  }
}
