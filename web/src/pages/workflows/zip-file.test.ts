import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { toCrc32, toZip } from './zip-file.ts';

const read = (zip: Uint8Array, script: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  try {
    writeFileSync(join(folder, 'a.zip'), zip);
    return execFileSync('python3', ['-c', script, join(folder, 'a.zip')], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
};
const hasPython = (() => {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

describe('toZip', () => {
  it('sums up as zlib does', () => {
    for (const text of ['', 'a', 'Grüße', 'x'.repeat(5_000)]) {
      const bytes = new TextEncoder().encode(text);
      expect(toCrc32(bytes)).toBe(crc32(bytes));
    }
  });

  it('ends with a directory that names every file at its place', () => {
    const zip = toZip([
      { name: 'a.json', text: '{}' },
      { name: 'a.json', text: '[]' },
    ]);
    const view = new DataView(zip.buffer);
    const end = zip.length - 22;
    expect(view.getUint32(end, true)).toBe(0x06054b50);
    expect(view.getUint16(end + 10, true)).toBe(2);
    const directory = view.getUint32(end + 16, true);
    expect(view.getUint32(directory, true)).toBe(0x02014b50);
    const place = view.getUint32(directory + 42, true);
    expect(view.getUint32(place, true)).toBe(0x04034b50);
    expect(new TextDecoder().decode(zip)).toContain('a-2.json');
  });

  it.skipIf(!hasPython)('is read by another program, names beyond ASCII too (skipped without python3)', () => {
    const zip = toZip([
      { name: 'grüße.yaml', text: 'a: "ß"\n' },
      { name: 'b.json', text: '' },
    ]);
    const script =
      'import sys, zipfile, json; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))';
    expect(JSON.parse(read(zip, script))).toEqual({ 'grüße.yaml': 'a: "ß"\n', 'b.json': '' });
  });
});
