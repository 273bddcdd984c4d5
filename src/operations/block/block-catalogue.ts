import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Block } from '#blocks/block.ts';
import type { BlockRegistry } from '#blocks/registry.ts';
import type { JsonObject } from '#contract/json.ts';
import type { TriggerService } from '../trigger-service.ts';
import { type BlockDetail, toBlockDetail } from './shapes.ts';

/** A block with all an editor shows of it. */
export interface CatalogueItem extends BlockDetail {
  /** SVG. */
  icon?: string;
  /** What a trigger hands on. */
  sample?: JsonObject;
}

/** Everything an editor needs to know about blocks. */
export interface Catalogue {
  readonly items: readonly CatalogueItem[];
  /** Changes with the items. */
  readonly etag: string;
}

/** Gives the catalogue of the blocks there are now. */
export type ReadCatalogue = () => Promise<Catalogue>;

/** An icon is small: what is larger is not worth sending with each catalogue. */
const MAX_ICON_BYTES = 32_768;

/** Builds the catalogue when it is first asked for, and anew when the registry has changed. */
export function createBlockCatalogue(blocks: BlockRegistry, sample: TriggerService['sample']): ReadCatalogue {
  let built: { readonly from: readonly Block[]; readonly catalogue: Promise<Catalogue> } | undefined;
  return () => {
    const found = blocks.list();
    // Unchanged blocks stay the same objects when the registry is read anew.
    const isCurrent = built?.from.length === found.length && found.every((block, at) => block === built?.from[at]);
    if (built === undefined || !isCurrent) built = { from: found, catalogue: build(found, sample) };
    return built.catalogue;
  };
}

async function build(blocks: readonly Block[], sample: TriggerService['sample']): Promise<Catalogue> {
  const items = await Promise.all(
    blocks.map(async (block): Promise<CatalogueItem> => {
      const icon = await readIcon(block);
      const given = block.trigger ? findSample(block, sample) : undefined;
      return {
        ...toBlockDetail(block),
        ...(icon === undefined ? {} : { icon }),
        ...(given === undefined ? {} : { sample: given }),
      };
    }),
  );
  const etag = createHash('sha256').update(JSON.stringify(items)).digest('hex').slice(0, 32);
  return { items, etag };
}

/** The icon of a block; one that is missing, unreadable or no SVG is left out, and the editor shows one of the category. */
async function readIcon({ directory }: Block): Promise<string | undefined> {
  const file = join(directory, 'icon.svg');
  try {
    if ((await stat(file)).size > MAX_ICON_BYTES) return undefined;
    const text = await readFile(file, 'utf8');
    return text.includes('<svg') ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Triggers that hand on nothing of their own have no sample. */
function findSample({ descriptor }: Block, sample: TriggerService['sample']): JsonObject | undefined {
  try {
    return sample(descriptor.id);
  } catch {
    return undefined;
  }
}
