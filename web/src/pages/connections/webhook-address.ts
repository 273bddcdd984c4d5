import type { Activation } from '#web/api/shapes-of-pages.ts';

/** A webhook of an active workflow. */
export interface Webhook {
  readonly workflowId: string;
  readonly stepId: string;
  /** `POST`, or `ANY`. */
  readonly methods: string;
  readonly address: string;
}

/** Webhooks of active workflows, with the addresses callers use. `base` is the public address of the server. */
export function toWebhooks(activations: readonly Activation[], base: string): readonly Webhook[] {
  const root = base.replace(/\/+$/, '');
  return activations.flatMap(({ workflowId, triggers }) =>
    triggers.flatMap(({ stepId, block, summary }) => {
      const [, methods, path] = /^(.+?) (\/hooks\/\S*)$/.exec(summary) ?? [];
      if (block !== 'webhook.receive' || methods === undefined || path === undefined) return [];
      return [{ workflowId, stepId, methods, address: `${root}${path}` }];
    }),
  );
}

/** How to call it from a shell. */
export function toCurl({ methods, address }: Webhook): string {
  const method = methods.split(',')[0]?.trim() ?? 'ANY';
  const used = method === 'ANY' ? 'POST' : method;
  const quoted = `'${address.replaceAll("'", `'\\''`)}'`;
  if (used === 'GET' || used === 'DELETE') return `curl -X ${used} ${quoted}`;
  return `curl -X ${used} ${quoted} -H 'content-type: application/json' -d '{}'`;
}
