/** What a person is asked about an effect that a crash cut off. */
export function toUncertainTitle(path: string): string {
  return `Did step "${path}" happen? A crash cut it off after it began.`;
}
