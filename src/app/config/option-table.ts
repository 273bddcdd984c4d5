import { type Kind, listOf, oneOf, text, wholeNumber } from './option-kinds.ts';

/** An option of the server. */
export interface ConfigOption<T> {
  readonly kind: Kind<T>;
  /** Flag of `flowright serve`, when it has one. */
  readonly flag?: string;
  /** What holds when nothing is given, for people. */
  readonly fallback: string;
  readonly description: string;
}

const folder = text('a path', () => true, true);
const hostRule = text('a host name, an address, a CIDR range or *', (given) =>
  /^[A-Za-z0-9.:/*_[\]-]{1,253}$/.test(given),
);
const hostName = text('a host name or address', (given) => /^[A-Za-z0-9.:_[\]-]{1,253}$/.test(given));
const origin = text(
  'an origin such as https://app.example',
  (given) => isHttp(given) && new URL(given).origin === given,
);
const publicUrl = text('an http or https address without query', (given) => isHttp(given) && !/[?#]/.test(given));

function isHttp(given: string): boolean {
  return URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);
}

/** Every option of the server, by its name in the configuration file. docs/configuration.md is made from this table. */
export const CONFIG_OPTIONS = {
  port: option(wholeNumber(0, 65_535), '--port', '4680', 'Port to listen on; 0 takes a free one'),
  host: option(hostName, '--host', '127.0.0.1', 'Address to listen on'),
  data: option(folder, '--data', '~/.flowright', 'Data folder'),
  blocks: option(
    listOf(folder),
    '--blocks',
    'none',
    "Folders of one's own blocks, besides `blocks` in the data folder",
  ),
  allowRoots: option(listOf(folder), '--allow-root', 'the working folder', 'Folders the file blocks may touch'),
  allowPrivate: option(
    listOf(hostRule),
    '--allow-private',
    'none',
    'Private hosts the network blocks may reach; `*` allows all',
  ),
  publicUrl: option(
    publicUrl,
    undefined,
    'the address it listens on',
    'Address people use when a proxy stands in front',
  ),
  allowedHosts: option(listOf(hostName), undefined, 'none', 'Further names the server goes by'),
  corsOrigins: option(listOf(origin), undefined, 'none', 'Origins whose pages may call the API with a token'),
  trustedProxies: option(
    listOf(hostName),
    undefined,
    'none',
    'Addresses of proxies whose `X-Forwarded-For` is believed',
  ),
  logLevel: option(oneOf('debug', 'info', 'warn', 'error'), undefined, 'info', 'How much is logged'),
  synchronous: option(
    oneOf('FULL', 'NORMAL'),
    undefined,
    'FULL',
    '`FULL` survives a power cut; `NORMAL` survives a crash of the process and is faster on slow disks',
  ),
  maxConcurrentRuns: option(wholeNumber(1, 100_000), undefined, '500', 'Runs under way at once'),
  maxQueuedRuns: option(
    wholeNumber(0, 10_000_000),
    undefined,
    '100000',
    'Runs that may wait for their turn; more are refused',
  ),
  retentionDays: option(wholeNumber(0, 36_500), undefined, '30', 'Days after which runs that ended are deleted'),
  retentionKeep: option(wholeNumber(0, 1_000_000), undefined, '100', 'Newest runs of each workflow that stay anyway'),
  rateLimitPerSecond: option(
    wholeNumber(1, 1_000_000),
    undefined,
    '100',
    'Calls a second each caller may make; twice as many for all behind one address',
  ),
  rateLimitBurst: option(
    wholeNumber(1, 10_000_000),
    undefined,
    '400',
    'Calls each caller may make at once; twice as many for all behind one address',
  ),
};

/** Name of an option. */
export type ConfigName = keyof typeof CONFIG_OPTIONS;

/** Options that were given somewhere. */
export type GivenConfig = {
  readonly [Name in ConfigName]?: ReturnType<(typeof CONFIG_OPTIONS)[Name]['kind']['fromValue']>;
};

/** All names, in the order of the table. */
export const CONFIG_NAMES = Object.keys(CONFIG_OPTIONS) as readonly ConfigName[];

/** Whether there is an option of that name. */
export function isConfigName(name: string): name is ConfigName {
  return Object.hasOwn(CONFIG_OPTIONS, name);
}

/** The variable of the environment, e.g. `FLOWRIGHT_PUBLIC_URL`. */
export function toVariable(name: ConfigName): string {
  return `FLOWRIGHT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function option<T>(kind: Kind<T>, flag: string | undefined, fallback: string, description: string): ConfigOption<T> {
  return { kind, fallback, description, ...(flag === undefined ? {} : { flag }) };
}
