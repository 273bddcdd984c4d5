import { GraphQLError } from 'graphql';
import type { AppError } from '#contract/app-error.ts';
import { ERROR_TABLE } from '#contract/error-table.ts';

/** An error as GraphQL carries it: code, data and the HTTP status it would have as `extensions`. */
export function toGraphqlError({ code, message, data }: AppError): GraphQLError {
  const { status } = ERROR_TABLE[code];
  return new GraphQLError(message, { extensions: { code, status, ...(data === undefined ? {} : { data }) } });
}

/** The same for a request that is refused as a whole: the answer has the status too. */
export function toRequestError(error: AppError): GraphQLError {
  const { message, extensions } = toGraphqlError(error);
  const { status } = ERROR_TABLE[error.code];
  return new GraphQLError(message, { extensions: { ...extensions, http: { spec: true, status } } });
}
