import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';

/** How a sender signs: what, with which hash, and where it says so. */
export interface SignatureScheme {
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64';
  /** Header with the signature, or several. */
  readonly header: string;
  /**
   * `plain`: the prefix, then the signature. `pairs`: `t=time,v1=signature,…` (Stripe). `list`: `v1,signature` separated by spaces
   * (Standard Webhooks).
   */
  readonly form: 'plain' | 'pairs' | 'list';
  readonly prefix: string;
  /** Header with the time of sending, in seconds since 1970. */
  readonly timestampHeader: string | undefined;
  readonly idHeader: string | undefined;
  /** What is signed: `{timestamp}`, `{id}` and `{body}` stand for their values; `{body}` once. */
  readonly signedText: string;
  /** How the key is made of the secret: its text as it is, or base64 after `whsec_`. */
  readonly key: 'text' | 'whsec';
  /** How far the time of sending may be off, in milliseconds; 0 where there is none. */
  readonly toleranceMs: number;
}

const TOLERANCE_MS = 300_000;

const PLAIN: SignatureScheme = {
  algorithm: 'sha256',
  encoding: 'hex',
  header: 'x-signature',
  form: 'plain',
  prefix: '',
  timestampHeader: undefined,
  idHeader: undefined,
  signedText: '{body}',
  key: 'text',
  toleranceMs: 0,
};

/** How known senders sign, from their documentation. */
function toPreset(preset: string): SignatureScheme | undefined {
  switch (preset) {
    case 'github':
      return { ...PLAIN, header: 'x-hub-signature-256', prefix: 'sha256=' };
    case 'stripe':
      return {
        ...PLAIN,
        header: 'stripe-signature',
        form: 'pairs',
        signedText: '{timestamp}.{body}',
        toleranceMs: TOLERANCE_MS,
      };
    case 'slack':
      return {
        ...PLAIN,
        header: 'x-slack-signature',
        prefix: 'v0=',
        timestampHeader: 'x-slack-request-timestamp',
        signedText: 'v0:{timestamp}:{body}',
        toleranceMs: TOLERANCE_MS,
      };
    case 'standard':
      return {
        ...PLAIN,
        header: 'webhook-signature',
        form: 'list',
        encoding: 'base64',
        timestampHeader: 'webhook-timestamp',
        idHeader: 'webhook-id',
        signedText: '{id}.{timestamp}.{body}',
        key: 'whsec',
        toleranceMs: TOLERANCE_MS,
      };
    default:
      return undefined;
  }
}

const text = (value: JsonObject[string] | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** How the webhook's inputs say that its callers sign. @throws AppError workflow-invalid */
export function toSignatureScheme(inputs: JsonObject): SignatureScheme {
  const { preset, tolerance } = inputs;
  const toleranceMs = typeof tolerance === 'number' ? tolerance : TOLERANCE_MS;
  const known = toPreset(String(preset));
  if (known !== undefined) return known.toleranceMs === 0 ? known : { ...known, toleranceMs };
  const timestampHeader = text(inputs.timestampHeader)?.toLowerCase();
  const signedText = text(inputs.signedText) ?? (timestampHeader === undefined ? '{body}' : '{timestamp}.{body}');
  if (signedText.split('{body}').length !== 2)
    throw new AppError('workflow-invalid', 'The signed text of a webhook must hold {body} once.');
  if (signedText.includes('{timestamp}') !== (timestampHeader !== undefined)) {
    throw new AppError(
      'workflow-invalid',
      'The signed text of a webhook holds {timestamp} exactly when it has a timestamp header: a time that is not signed protects against nothing.',
    );
  }
  return {
    ...PLAIN,
    algorithm: inputs.algorithm === 'sha1' || inputs.algorithm === 'sha512' ? inputs.algorithm : 'sha256',
    encoding: inputs.encoding === 'base64' ? 'base64' : 'hex',
    header: text(inputs.signatureHeader)?.toLowerCase() ?? PLAIN.header,
    prefix: text(inputs.prefix) ?? '',
    timestampHeader,
    signedText,
    toleranceMs: timestampHeader === undefined ? 0 : toleranceMs,
  };
}
