import type { Segment } from './path-pattern.ts';
import type { SignatureScheme } from './signature-scheme.ts';

/** How a caller proves that it may call. `secret` names a secret. */
export type RouteAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly secret: string; readonly in: 'header' | 'query'; readonly name: string }
  | { readonly kind: 'signature'; readonly secret: string; readonly scheme: SignatureScheme };

/** How a body is read. */
export type BodyKind = 'auto' | 'json' | 'form' | 'text' | 'base64';

/** A `webhook.receive` step of an active workflow version. */
export interface WebhookRoute {
  readonly workflowId: string;
  readonly version: number;
  readonly stepId: string;
  readonly segments: readonly Segment[];
  /** Methods in upper case; undefined for any. */
  readonly methods: ReadonlySet<string> | undefined;
  readonly auth: RouteAuth;
  /** Whether the caller waits for a response or the end of the run, and how long. */
  readonly wait: { readonly timeoutMs: number } | undefined;
  /** `webhook.respond` steps of the workflow. */
  readonly respondSteps: ReadonlySet<string>;
  readonly body: BodyKind;
  readonly rawBody: 'none' | 'text' | 'base64';
  readonly maxBodyBytes: number;
  /** Header whose value starts one run only. */
  readonly dedupeHeader: string | undefined;
  /** Headers and query parameters that prove who calls; never handed to the run. */
  readonly hidden: ReadonlySet<string>;
  /** Origins of pages that may call. */
  readonly origins: ReadonlySet<string>;
  readonly showErrors: boolean;
}
