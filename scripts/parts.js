// The parts of `npm test`, in order. Each is a command under Node 24; `files` names what a part must find to mean anything.

const TEST = ['--disable-warning=ExperimentalWarning', '--test', '--test-reporter=spec'];
const MINUTE = 60_000;

/**
 * `arguments`: what Node gets; `patterns`: test files, which arguments after `--` replace; `limitMs`: longest time it may take.
 * @type {readonly { name: string, arguments: readonly string[], patterns?: readonly string[], folders?: readonly string[], limitMs: number }[]}
 */
export const PARTS = [
  {
    name: 'types',
    arguments: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
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
    name: 'e2e',
    arguments: [...TEST, '--test-concurrency=1', '--test-timeout=300000'],
    patterns: ['e2e/**/*.test.ts'],
    folders: ['e2e'],
    limitMs: 6 * MINUTE,
  },
];
