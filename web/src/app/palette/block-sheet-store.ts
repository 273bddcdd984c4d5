import { createStore } from 'zustand/vanilla';
import type { CatalogueBlock } from '#web/api/shapes.ts';

/** The block that is looked up. */
export const blockSheet = createStore<{ readonly block: CatalogueBlock | undefined }>(() => ({ block: undefined }));

/** Shows what a block does. */
export const showBlock = (block: CatalogueBlock): void => blockSheet.setState({ block });
/** Closes it. */
export const hideBlock = (): void => blockSheet.setState({ block: undefined });
