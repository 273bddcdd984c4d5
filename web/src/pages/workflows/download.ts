import { client } from '#web/api/client.ts';
import { toZip } from './zip-file.ts';

/** Format of an exported document. */
export type ExportFormat = 'json' | 'yaml';

/** Gives the person a file. */
export function download(fileName: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads the address after the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Exports one workflow as a file, several as a ZIP file. */
export async function exportWorkflows(ids: readonly string[], format: ExportFormat): Promise<void> {
  const files: { readonly name: string; readonly text: string }[] = [];
  for (const workflowId of ids) {
    const { fileName, text } = await client.workflow.export({ workflowId, format });
    files.push({ name: fileName, text });
  }
  const [first] = files;
  if (first === undefined) return;
  if (files.length === 1) download(first.name, first.text, format === 'json' ? 'application/json' : 'application/yaml');
  else download('workflows.zip', toZip(files), 'application/zip');
}
