import { AppError } from '#contract/app-error.ts';
import type { BlockDescriptor } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { CompiledTemplate } from '#expressions/template.ts';
import type { FindBlock, LoadedHandler } from '../block.ts';
import type { BlockContext } from '../context.ts';
import { isObject } from '../data/json-kind.ts';
import { deriveContext } from '../derive-context.ts';

/** The block that sends a connector's request: its address checks, limits and retries are those of every request. */
const HTTP_BLOCK = 'network.http_request';

interface CompiledConnector {
  readonly request: CompiledTemplate;
  readonly output: CompiledTemplate | undefined;
  /** Puts secrets in place of what stands for them in a resolved request. */
  reveal(request: JsonValue, secrets: BlockContext['secrets']): JsonValue;
}

async function compileConnector({ id, inputs, execution }: BlockDescriptor): Promise<CompiledConnector> {
  const { compileTemplate } = await import('#expressions/template.ts');
  const { revealSecrets } = await import('#expressions/secrets.ts');
  const { method = 'GET', url = '', headers, query, body } = execution.request ?? {};
  const request = compileTemplate({
    method,
    url,
    ...(headers === undefined ? {} : { headers }),
    ...(query === undefined ? {} : { query }),
    ...(body === undefined ? {} : { body }),
  });
  const unknown = request.secrets.find((name) => !inputs.some((field) => field.id === name && field.type === 'secret'));
  if (unknown !== undefined) {
    throw new AppError(
      'descriptor-invalid',
      `The request of the block ${id} uses secrets.${unknown}, but "${unknown}" is no secret input of it.`,
      {
        data: { block: id, field: unknown },
      },
    );
  }
  const reveal: CompiledConnector['reveal'] = (value, secrets) =>
    revealSecrets(value, (name) => {
      const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
      if (secret !== undefined) return secret;
      throw new AppError(
        'secret-missing',
        `The block ${id} needs a secret for its input "${name}". Choose one in the step's input.`,
        {
          data: { block: id, field: name },
        },
      );
    });
  return { request, output: execution.output && compileTemplate(execution.output), reveal };
}

function resolve(template: CompiledTemplate, values: JsonObject): JsonValue | Promise<JsonValue> {
  return template.resolve({
    get: (name) => (Object.hasOwn(values, name) ? values[name] : undefined),
    has: (name) => Object.hasOwn(values, name),
    names: () => Object.keys(values),
  });
}

async function send(ctx: BlockContext, request: JsonObject, find: FindBlock): Promise<JsonObject> {
  const http = find(HTTP_BLOCK);
  if (http === undefined) {
    throw new AppError(
      'block-not-found',
      `A connector works through the block ${HTTP_BLOCK}, which is not there. Reinstall Flowright.`,
    );
  }
  const { run } = await http.load();
  const answer = await run(deriveContext(ctx, http.validateInputs(request), { secrets: {} }));
  if (!('directive' in answer)) return answer;
  if (answer.directive === 'take' && 'outputs' in answer && isObject(answer.outputs)) return answer.outputs;
  throw new AppError('internal', `${HTTP_BLOCK} answered what a connector cannot use.`);
}

/**
 * A block made of JSON alone: a templated request over `inputs` and `secrets` (by field), and an output mapping over `status`,
 * `headers`, `body` and `inputs`. Without a mapping it answers `status`, `headers` and `body`.
 */
export function createConnectorHandler(descriptor: BlockDescriptor, find: FindBlock): LoadedHandler {
  const { id, ports } = descriptor;
  const [port = 'out'] = ports;
  let compiling: Promise<CompiledConnector> | undefined;
  return {
    run: async (ctx) => {
      compiling ??= compileConnector(descriptor);
      const { request, output, reveal } = await compiling;
      const resolved = reveal(await resolve(request, { inputs: ctx.inputs }), ctx.secrets);
      if (!isObject(resolved)) throw new AppError('descriptor-invalid', `The request of the block ${id} is no object.`);
      const { status = null, headers = {}, body = null } = await send(ctx, resolved, find);
      const answer: JsonObject = { status, headers, body };
      if (output === undefined) return ctx.take(port, answer);
      const mapped = await resolve(output, { ...answer, inputs: ctx.inputs });
      return ctx.take(port, isObject(mapped) ? mapped : { output: mapped });
    },
  };
}
