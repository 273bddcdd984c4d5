import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#contract/app-error.ts';
import type { Effect } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { readChoice, readCount, readFlag, readObject, readText } from '../../data/read-input.ts';
import { decodeBody, RESPONSE_KINDS } from '../decode-body.ts';
import { getDispatcher } from '../dispatcher.ts';
import { saveAnswer } from '../download.ts';
import { hideSecrets } from '../hide-secrets.ts';
import { createPager, readMaxPages } from '../pagination.ts';
import { readAuth } from '../request-auth.ts';
import { readBody } from '../request-body.ts';
import { readHeaders } from '../request-headers.ts';
import { addQuery, parseUrl } from '../request-url.ts';
import { toResponseFailure } from '../response-failure.ts';
import { collectBytes, createBudget, readExcerpt } from '../response-stream.ts';
import { type Answer, type RequestPlan, sendRequest } from '../send-request.ts';
import { parseStatuses } from '../status-range.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
const MB = 1_048_576;
const EXCERPT_BYTES = 8_192;

/** Reading methods read; PUT and DELETE may be repeated; so may others whose key the server honours. A download writes a file. */
export function effectOf(inputs: JsonObject): Effect {
  const method = readMethod(inputs);
  if (READING.has(method)) return inputs.response === 'file' ? 'idempotent' : 'read';
  if (method === 'PUT' || method === 'DELETE') return 'idempotent';
  return inputs.idempotencyKey === true && inputs.idempotent === true ? 'idempotent' : 'effect';
}

/** Sends a request, follows its redirects and pages, and reads the answer. */
export async function run(ctx: BlockContext): Promise<JsonObject> {
  const { inputs, files, signal, secrets } = ctx;
  const startedAt = performance.now();
  const url = parseUrl(readText(inputs, 'url').trim());
  addQuery(url, readObject(inputs, 'query') ?? {});
  const auth = readAuth(ctx, url);
  url.username = '';
  url.password = '';
  const pager = createPager(inputs, url);
  const maxPages = pager.isOn ? readMaxPages(inputs) : 1;
  const kind = readChoice(inputs, 'response', RESPONSE_KINDS, 'auto');
  if (kind === 'file' && pager.isOn) {
    throw new AppError(
      'input-invalid',
      'Pages cannot be saved to a file. Read them as JSON and write the items with "Write File".',
      { data: { field: 'response' } },
    );
  }
  const given = readText(inputs, 'saveTo');
  const target = kind === 'file' ? { given, real: await files.resolve(given, 'write') } : undefined;
  const budget = createBudget(readCount(inputs, 'maxResponseBytes', kind === 'file' ? 1_024 * MB : 10 * MB));
  const plan = await createPlan(ctx, url, auth);
  const isAccepted = readAccepted(inputs);

  const read = async (answer: Answer) => {
    const { status, headers, body } = answer;
    if (!isAccepted(status)) {
      const text = hideSecrets(await readExcerpt(body, EXCERPT_BYTES), secrets);
      throw toResponseFailure(
        { url: answer.url, status, retryAfter: toSingle(headers['retry-after']), text },
        ctx.now(),
      );
    }
    const value =
      target === undefined || kind !== 'file'
        ? decodeBody(
            await collectBytes(body, budget),
            kind === 'file' ? 'auto' : kind,
            toSingle(headers['content-type']) ?? '',
          )
        : { ...(await saveAnswer(ctx, target, body, budget)) };
    return { status, headers, url: answer.url, body: value };
  };

  const items: JsonValue[] = [];
  let next: URL | undefined = pager.first;
  for (let pages = 1; ; pages++) {
    const page: Awaited<ReturnType<typeof read>> = await sendRequest(toPage(plan, ctx, pages), next, read);
    const found = pager.readItems(page.body);
    for (const item of found) items.push(item);
    next = pager.findNext({ url: page.url, link: toSingle(page.headers.link), body: page.body, items: found });
    if (pager.isOn) ctx.emit({ pages, items: items.length });
    if (next === undefined || pages >= maxPages) {
      return {
        status: page.status,
        headers: toHeaders(page.headers),
        body: page.body,
        url: hideSecrets(page.url.href, secrets),
        durationMs: Math.round(performance.now() - startedAt),
        pages,
        items,
        truncated: next !== undefined,
      };
    }
    await delay(readCount(inputs, 'pageDelayMs', 0), undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

async function createPlan(ctx: BlockContext, url: URL, auth: RequestPlan['auth']): Promise<RequestPlan> {
  const { inputs, network, signal } = ctx;
  const headers = readHeaders({ accept: '*/*', 'user-agent': 'Flowright', ...(readObject(inputs, 'headers') ?? {}) });
  const body = await readBody(ctx);
  const contentType = readText(inputs, 'contentType');
  const follows = readFlag(inputs, 'followRedirects', true);
  const undici = await import('undici');
  return {
    dispatcher: getDispatcher(undici, network),
    method: readMethod(inputs),
    headers,
    body: body === undefined || contentType === '' ? body : { ...body, contentType },
    auth,
    origin: url.origin,
    maxRedirects: follows ? readCount(inputs, 'maxRedirects', 10) : undefined,
    timeoutMs: readCount(inputs, 'timeoutMs', 30_000),
    isEffect: effectOf(inputs) === 'effect',
    signal,
  };
}

/** Every page of a request that carries a key is a request of its own. */
function toPage(plan: RequestPlan, { inputs, idempotencyKey }: BlockContext, page: number): RequestPlan {
  if (!readFlag(inputs, 'idempotencyKey', false)) return plan;
  const key = page === 1 ? idempotencyKey : `${idempotencyKey}/${page}`;
  return { ...plan, headers: new Map(plan.headers).set('idempotency-key', key) };
}

function readMethod(inputs: JsonObject): string {
  return readText(inputs, 'method', 'GET').toUpperCase() || 'GET';
}

function readAccepted(inputs: JsonObject): (status: number) => boolean {
  if (!readFlag(inputs, 'failOnStatus', true)) return () => true;
  const isListed = parseStatuses(readText(inputs, 'statuses', '200-299') || '200-299');
  // Whoever does not follow redirects wants to see them.
  const takesRedirects = !readFlag(inputs, 'followRedirects', true);
  return (status) => isListed(status) || (takesRedirects && status >= 300 && status < 400);
}

function toSingle(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' || header === undefined ? header : header.join(', ');
}

function toHeaders(headers: Answer['headers']): JsonObject {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, name === 'set-cookie' ? [value].flat() : (toSingle(value) ?? '')]],
    ),
  );
}
