import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { TriggerStep } from '../trigger-step.ts';
import { parsePathPattern } from './path-pattern.ts';
import { toSignatureScheme } from './signature-scheme.ts';
import type { BodyKind, RouteAuth, WebhookRoute } from './webhook-route.ts';

const MAX_BODY_BYTES = 10_485_760;
const WAIT_MS = 60_000;
const BODY_KINDS: readonly BodyKind[] = ['auto', 'json', 'form', 'text', 'base64'];

/** Headers a sender gives each delivery of its own. */
const DELIVERY_HEADERS: Readonly<Record<string, string>> = { github: 'x-github-delivery', standard: 'webhook-id' };

const toText = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

function toHeaderName(value: JsonValue | undefined): string | undefined {
  const name = toText(value)?.toLowerCase();
  if (name === undefined || /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) return name;
  throw new AppError('workflow-invalid', `"${name}" is no name of a header.`);
}

function toAuth(inputs: JsonObject): RouteAuth {
  const { auth, tokenIn, tokenName } = inputs;
  const secret = toText(inputs.secret) ?? '';
  if (auth === 'signature') return { kind: 'signature', secret, scheme: toSignatureScheme(inputs) };
  if (auth !== 'token') return { kind: 'none' };
  if (tokenIn === 'query') return { kind: 'token', secret, in: 'query', name: toText(tokenName) ?? 'token' };
  return { kind: 'token', secret, in: 'header', name: toHeaderName(tokenName) ?? 'authorization' };
}

function toMethods(methods: JsonValue | undefined): ReadonlySet<string> | undefined {
  const names = Array.isArray(methods) ? methods.map(String) : ['POST'];
  return names.includes('ANY') ? undefined : new Set(names);
}

function toDedupeHeader(inputs: JsonObject): string | undefined {
  const given = toText(inputs.dedupeHeader);
  if (given === '-') return undefined;
  const usual = inputs.auth === 'signature' ? DELIVERY_HEADERS[String(inputs.preset)] : undefined;
  return toHeaderName(given) ?? usual ?? 'idempotency-key';
}

function toOrigins(origins: JsonValue | undefined): ReadonlySet<string> {
  const list = Array.isArray(origins) ? origins : [];
  return new Set(
    list.map((origin) => {
      const text = String(origin).trim().replace(/\/$/, '').toLowerCase();
      if (text === '*' || text === 'null' || /^https?:\/\/[^/\s]+$/.test(text)) return text;
      throw new AppError(
        'workflow-invalid',
        `"${text}" is no web origin. Write it as https://shop.example, or * for all.`,
      );
    }),
  );
}

/** The route of a `webhook.receive` step. @throws AppError workflow-invalid */
export function toRoute(step: TriggerStep, respondSteps: ReadonlySet<string>): WebhookRoute {
  const { workflowId, version, stepId, inputs } = step;
  const { answer, timeout, rawBody, maxBodyBytes } = inputs;
  const auth = toAuth(inputs);
  return {
    workflowId,
    version,
    stepId,
    segments: parsePathPattern(toText(inputs.path) ?? workflowId),
    methods: toMethods(inputs.methods),
    auth,
    wait: answer === 'wait' ? { timeoutMs: typeof timeout === 'number' ? timeout : WAIT_MS } : undefined,
    respondSteps,
    body: BODY_KINDS.find((kind) => kind === inputs.bodyAs) ?? 'auto',
    rawBody: rawBody === 'text' || rawBody === 'base64' ? rawBody : 'none',
    maxBodyBytes: typeof maxBodyBytes === 'number' ? maxBodyBytes : MAX_BODY_BYTES,
    dedupeHeader: toDedupeHeader(inputs),
    hidden: new Set(auth.kind === 'token' ? [auth.name] : auth.kind === 'signature' ? [auth.scheme.header] : []),
    origins: toOrigins(inputs.origins),
    showErrors: inputs.showErrors === true,
  };
}
