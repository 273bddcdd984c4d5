/** A file for {@link toZip}. */
export interface ZipEntry {
  readonly name: string;
  readonly text: string;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Names are UTF-8 (bit 11 of the flags). */
const FLAGS = 0x0800;
const VERSION = 20;
/** 1 January 1980: the first day the format knows. Equal content gives an equal file. */
const DATE = 0x21;

/** Packs texts into a ZIP file without compressing them (APPNOTE 6.3.10, method 0). Two of one name get numbers. */
export function toZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { name, text } of withOwnNames(entries)) {
    const nameBytes = encoder.encode(name);
    const data = encoder.encode(text);
    const sum = toCrc32(data);
    const fields = [VERSION, FLAGS, 0, 0, DATE];
    const head = write(30, (put) => {
      put(4, LOCAL);
      for (const field of fields) put(2, field);
      for (const field of [sum, data.length, data.length]) put(4, field);
      put(2, nameBytes.length);
      put(2, 0);
    });
    central.push(
      write(46, (put) => {
        put(4, CENTRAL);
        put(2, VERSION);
        for (const field of fields) put(2, field);
        for (const field of [sum, data.length, data.length]) put(4, field);
        for (const field of [nameBytes.length, 0, 0, 0, 0]) put(2, field);
        put(4, 0);
        put(4, offset);
      }),
      nameBytes,
    );
    parts.push(head, nameBytes, data);
    offset += head.length + nameBytes.length + data.length;
  }
  const centralSize = central.reduce((sum, part) => sum + part.length, 0);
  const end = write(22, (put) => {
    put(4, END);
    for (const field of [0, 0, entries.length, entries.length]) put(2, field);
    put(4, centralSize);
    put(4, offset);
    put(2, 0);
  });
  return concat([...parts, ...central, end]);
}

function withOwnNames(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  const seen = new Set<string>();
  return entries.map((entry) => {
    let { name } = entry;
    for (let number = 2; seen.has(name); number += 1) name = entry.name.replace(/(\.[^.]*)?$/, `-${number}$1`);
    seen.add(name);
    return { ...entry, name };
  });
}

function write(size: number, fill: (put: (bytes: 2 | 4, value: number) => void) => void): Uint8Array {
  const view = new DataView(new ArrayBuffer(size));
  let at = 0;
  fill((bytes, value) => {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  });
  return new Uint8Array(view.buffer);
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** CRC-32 (ISO 3309), as ZIP wants it. */
export function toCrc32(data: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
