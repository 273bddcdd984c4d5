import { AppError } from '#contract/app-error.ts';
import type { BlockContext } from '../context.ts';
import { readChoice, readText } from '../data/read-input.ts';
import { type Headers, toValue } from './request-headers.ts';

const KINDS = ['none', 'basic', 'bearer', 'header', 'query'] as const;

/** How a request proves who sends it. Applied to requests to the first origin only. */
export interface Auth {
  apply(url: URL, headers: Headers): void;
}

/**
 * The authentication of the step's inputs; without any, credentials in the address itself are used.
 * @throws AppError `secret-missing` when a secret is not there, `input-invalid`
 */
export function readAuth({ inputs, secrets }: Pick<BlockContext, 'inputs' | 'secrets'>, url: URL): Auth {
  const secret = (field: string): string => {
    const value = secrets[field];
    if (value !== undefined) return value;
    throw new AppError(
      'secret-missing',
      `The request needs a secret in "${field}", and there is none. Choose a secret in the step.`,
      { data: { field } },
    );
  };
  const kind = readChoice(inputs, 'auth', KINDS, 'none');
  switch (kind) {
    case 'none':
      return readUserInfo(url);
    case 'basic':
      return inHeader('authorization', toBasic(readText(inputs, 'username'), secret('password')));
    case 'bearer':
      return inHeader('authorization', `Bearer ${secret('token')}`);
    case 'header':
      return inHeader(readName(inputs.authName, 'X-API-Key').toLowerCase(), secret('authValue'));
    case 'query': {
      const name = readName(inputs.authName, 'api_key');
      const value = secret('authValue');
      return { apply: (target) => target.searchParams.set(name, value) };
    }
  }
}

function readName(given: unknown, fallback: string): string {
  return typeof given === 'string' && given !== '' ? given : fallback;
}

function inHeader(name: string, value: string): Auth {
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) {
    throw new AppError(
      'input-invalid',
      'The name of the header that carries the secret holds characters HTTP does not allow.',
      { data: { field: 'authName' } },
    );
  }
  const checked = toValue(name, value);
  return { apply: (_, headers) => void headers.set(name, checked) };
}

function readUserInfo(url: URL): Auth {
  const { username, password } = url;
  if (username === '' && password === '') return { apply: () => undefined };
  return inHeader('authorization', toBasic(decode(username), decode(password)));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function toBasic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
