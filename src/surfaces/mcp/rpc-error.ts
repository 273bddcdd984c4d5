import { ErrorCode } from '@modelcontextprotocol/sdk/types.js';
import type { AppError } from '#contract/app-error.ts';
import { ERROR_TABLE } from '#contract/error-table.ts';
import type { JsonObject } from '#contract/json.ts';

/** Resource not found, as the protocol numbers it. */
export const RESOURCE_NOT_FOUND = -32_002;
/** Refused for a reason of the product, which `data.code` names. */
const REFUSED = -32_000;

/** An error of the protocol. The SDK's own class would put its code into the message. */
export class RpcError extends Error {
  readonly code: number;
  readonly data: JsonObject | undefined;

  constructor(code: number, message: string, data?: JsonObject) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
    this.data = data;
  }
}

/** An error of the product as one of the protocol. */
export function toRpcError({ code, message, data }: AppError): RpcError {
  return new RpcError(toRpcCode(code), message, { ...data, code });
}

function toRpcCode(code: AppError['code']): number {
  const { status } = ERROR_TABLE[code];
  if (status === 404) return RESOURCE_NOT_FOUND;
  if (code === 'internal' || status === 500) return ErrorCode.InternalError;
  return status === 400 || status === 422 ? ErrorCode.InvalidParams : REFUSED;
}
