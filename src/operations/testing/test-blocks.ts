import { fileURLToPath } from 'node:url';
import { type BlockRegistry, loadBlocks } from '#blocks/registry.ts';
import type { HostBlock } from '#hosts/embedded/ports.ts';

let loaded: Promise<BlockRegistry> | undefined;

/** The built-in blocks, read once for all tests of a process. */
export function loadTestBlocks(): Promise<BlockRegistry> {
  loaded ??= loadBlocks({ builtIn: fileURLToPath(new URL('../../blocks', import.meta.url)), directories: [] });
  return loaded;
}

/** Blocks as the host sees them, the way the composition root hands them over. */
export function createTestHostBlocks(registry: BlockRegistry): (id: string) => HostBlock | undefined {
  const known = new Map<string, HostBlock>();
  return (id) => {
    const block = registry.get(id);
    if (block === undefined) return undefined;
    const made = known.get(id) ?? {
      effect: block.effect,
      ports: block.ports,
      timeoutMs: block.timeoutMs,
      outputs: block.descriptor.outputs,
      secretFields: block.descriptor.inputs.filter((input) => input.type === 'secret').map((input) => input.id),
      rawFields: block.descriptor.inputs
        .filter((input) => !(input.expressions ?? input.type !== 'code'))
        .map((input) => input.id),
      validateInputs: (given) => block.validateInputs(given),
      load: () => block.load(),
    };
    known.set(id, made);
    return made;
  };
}
