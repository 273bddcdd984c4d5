// The parts of `npm test`, in order. Each is a command under Node 24; `files` names what a part must find to mean anything.

const TEST = ['--disable-warning=ExperimentalWarning', '--test', '--test-reporter=spec'];
const MINUTE = 60_000;

/**
 * `arguments`: what Node gets; `patterns`: test files, which arguments after `--` replace; `folders`: where tests must be found, with
 * `endings` of their names; `needs`: what the machine must have, or the part is left out aloud; `limitMs`: longest time it may take.
 * @type {readonly { name: string, arguments: readonly string[], patterns?: readonly string[], folders?: readonly string[],
 *   endings?: readonly string[], needs?: 'chromium', limitMs: number }[]}
 */
export const PARTS = [
  {
    name: 'types',
    arguments: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
    limitMs: 2 * MINUTE,
  },
  {
    name: 'types-web',
    arguments: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'web/tsconfig.json'],
    limitMs: 2 * MINUTE,
  },
  {
    name: 'lint',
    arguments: ['node_modules/@biomejs/biome/bin/biome', 'lint', '--error-on-warnings', '.'],
    limitMs: MINUTE,
  },
  { name: 'format', arguments: ['node_modules/@biomejs/biome/bin/biome', 'format', '.'], limitMs: MINUTE },
  { name: 'directions', arguments: ['scripts/directions.js'], limitMs: MINUTE },
  { name: 'dead-code', arguments: ['node_modules/knip/bin/knip.js'], limitMs: MINUTE },
  {
    name: 'unit',
    arguments: [...TEST, '--test-concurrency=2', '--test-timeout=60000'],
    patterns: ['src/**/*.test.ts', 'bin/**/*.test.ts', 'scripts/**/*.test.ts'],
    folders: ['src', 'bin', 'scripts'],
    limitMs: 4 * MINUTE,
  },
  {
    name: 'web',
    arguments: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'web/vitest.config.ts'],
    patterns: [],
    folders: ['web/src'],
    endings: ['.test.ts', '.test.tsx'],
    limitMs: 4 * MINUTE,
  },
  {
    name: 'e2e',
    arguments: [...TEST, '--test-concurrency=1', '--test-timeout=300000'],
    patterns: ['e2e/*.test.ts', 'e2e/faults/*.test.ts'],
    folders: ['e2e'],
    limitMs: 6 * MINUTE,
  },
  {
    name: 'page',
    arguments: ['node_modules/vite/bin/vite.js', 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'],
    limitMs: 2 * MINUTE,
  },
  {
    name: 'browser',
    arguments: [...TEST, '--test-concurrency=1', '--test-timeout=180000'],
    patterns: ['e2e/web/*.test.ts'],
    folders: ['e2e/web'],
    needs: 'chromium',
    limitMs: 6 * MINUTE,
  },
];
