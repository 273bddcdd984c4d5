import { AppError } from '#contract/app-error.ts';

/**
 * Reads statuses such as `200-299, 304` or `2xx`.
 * @throws AppError `input-invalid`
 */
export function parseStatuses(text: string): (status: number) => boolean {
  const ranges = text.split(',').map((part) => {
    const [, group, from, to = from] = /^(?:([1-5])xx|([1-5]\d\d)(?:-([1-5]\d\d))?)$/i.exec(part.trim()) ?? [];
    if (group !== undefined) return [Number(group) * 100, Number(group) * 100 + 99] as const;
    if (from === undefined || Number(to) < Number(from)) {
      throw new AppError(
        'input-invalid',
        `"${part.trim().slice(0, 50)}" is no status or range of statuses. Write for example "200-299, 304".`,
        {
          data: { field: 'statuses' },
        },
      );
    }
    return [Number(from), Number(to)] as const;
  });
  return (status) => ranges.some(([from, to]) => status >= from && status <= to);
}
