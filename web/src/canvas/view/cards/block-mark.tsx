import { BlockIcon } from '#web/ui/block-icon.tsx';
import type { EditorBlock } from '../../store/editor-store.ts';

/** The icon of a block, known or not. */
export function BlockMark({ block, size }: { readonly block: EditorBlock | undefined; readonly size: number }) {
  return (
    <BlockIcon
      {...(block?.icon === undefined ? {} : { icon: block.icon })}
      category={block?.category ?? ''}
      size={size}
    />
  );
}
