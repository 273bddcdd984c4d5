import { useEffect, useEffectEvent, useState } from 'react';
import { readFiles } from './read-files.ts';
import { type ImportSource, looksLikeWorkflow } from './read-import.ts';
import { text } from './strings.ts';

/** Takes files dropped anywhere on the page and documents that are pasted. Answers whether files are held over the page. */
export function useDropAndPaste(onSources: (sources: readonly ImportSource[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent(onSources);
  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!(event.dataTransfer?.types.includes('Files') ?? false)) return;
    event.preventDefault();
    setOver(event.type === 'dragover');
    if (event.type === 'drop') void readFiles(event.dataTransfer?.files ?? []).then(take);
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]') !== null) return;
    const files = event.clipboardData?.files ?? [];
    const pasted = event.clipboardData?.getData('text') ?? '';
    if (files.length > 0) void readFiles(files).then(take);
    else if (looksLikeWorkflow(pasted)) take([{ name: text.importPasted, text: pasted }]);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    document.addEventListener('dragover', onDrag);
    document.addEventListener('drop', onDrag);
    document.addEventListener('dragleave', leave);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('dragover', onDrag);
      document.removeEventListener('drop', onDrag);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
  return isOver;
}
