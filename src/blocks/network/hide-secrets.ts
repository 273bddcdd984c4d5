/** Text without the values of secrets, plain or as an address carries them. */
export function hideSecrets(text: string, secrets: Readonly<Record<string, string>>): string {
  return (
    Object.entries(secrets)
      .filter(([, value]) => value !== '')
      .flatMap(([field, value]) => toForms(value).map((form) => [form, field] as const))
      // The longest first: one form may hold another.
      .sort(([a], [b]) => b.length - a.length)
      .reduce((hidden, [form, field]) => hidden.replaceAll(form, `[${field}]`), text)
  );
}

function toForms(value: string): readonly string[] {
  return [...new Set([value, encodeURIComponent(value), new URLSearchParams([['', value]]).toString().slice(1)])];
}
