// Adds to package-lock.json the platform packages that a partial registry mirror does not have, so that `npm ci` accepts the lockfile
// here and installs the right package on other platforms. Run it after every `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;
let added = 0;

/** Which machines a package is for, as its name says: `@scope/tool-linux-arm64-musl`. */
function toPlatform(name) {
  const system = SYSTEMS.find((word) => name.includes(word));
  const processor = PROCESSORS.find((word) => name.includes(word));
  const libc = /musl/.test(name) ? ['musl'] : /-gnu/.test(name) ? ['glibc'] : undefined;
  return { ...(processor && { cpu: [processor] }), ...(libc && { libc }), ...(system && { os: [system] }) };
}

for (const [path, entry] of Object.entries(packages)) {
  if (path === '') continue;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const isThere = `${path}/node_modules/${name}` in packages || `node_modules/${name}` in packages;
    const { os, cpu, libc } = toPlatform(name);
    if (isThere || (os === undefined && cpu === undefined)) continue;
    const dev = entry.dev === true ? { dev: true } : {};
    packages[`node_modules/${name}`] = {
      version: version.replace(/^[^\d]*/, ''),
      ...(cpu && { cpu }),
      ...dev,
      ...(libc && { libc }),
      optional: true,
      ...(os && { os }),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages added to package-lock.json`);
