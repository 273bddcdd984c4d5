import type { Block } from '#blocks/block.ts';
import type { HostBlock } from '#hosts/embedded/ports.ts';

/** Blocks of the registry as hosts see them. One object per block, so that hosts may remember what they know of it. */
export function createHostBlocks(find: (id: string) => Block | undefined): (id: string) => HostBlock | undefined {
  const known = new WeakMap<Block, HostBlock>();
  return (id) => {
    const block = find(id);
    if (block === undefined) return undefined;
    let made = known.get(block);
    if (made === undefined) {
      made = toHostBlock(block);
      known.set(block, made);
    }
    return made;
  };
}

function toHostBlock(block: Block): HostBlock {
  const { inputs, outputs } = block.descriptor;
  return {
    effect: block.effect,
    ports: block.ports,
    timeoutMs: block.timeoutMs,
    outputs,
    secretFields: inputs.filter((input) => input.type === 'secret').map((input) => input.id),
    rawFields: inputs.filter((input) => !(input.expressions ?? input.type !== 'code')).map((input) => input.id),
    validateInputs: (given) => block.validateInputs(given),
    load: () => block.load(),
  };
}
