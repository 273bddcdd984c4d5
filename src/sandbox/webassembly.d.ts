// The parts of the WebAssembly API this room uses: TypeScript has them in its DOM library only.
declare namespace WebAssembly {
  class Module {}
  class Memory {
    constructor(descriptor: { readonly initial: number; readonly maximum: number });
    readonly buffer: ArrayBuffer;
  }
  class RuntimeError extends Error {}
  function compile(bytes: Uint8Array): Promise<Module>;
}
