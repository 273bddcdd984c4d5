/** A moment as a `datetime-local` field wants it: wall clock of this machine, to the minute. */
export function toLocalTime(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The moment (ISO 8601, UTC) a `datetime-local` field tells; empty when it tells none. */
export function fromLocalTime(entered: string): string {
  const at = new Date(entered);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
