const MAX_ID = 100;

/** The id a name gives: letters and digits joined by `-`, accents taken off; `workflow` when nothing is left. */
export function toSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, MAX_ID)
    .replace(/[._-]+$/, '');
  return slug === '' ? 'workflow' : slug;
}

/** The id itself when nobody has it, otherwise with the first free number. */
export function toFreeId(wanted: string, isTaken: (id: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const ending = `-${number}`;
    const id = `${wanted.slice(0, MAX_ID - ending.length)}${ending}`;
    if (!isTaken(id)) return id;
  }
}

/** Whether the server takes the text for an id of a workflow (src/contract/workflow.ts). */
export function isWorkflowId(text: string): boolean {
  return text.length <= MAX_ID && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text);
}
