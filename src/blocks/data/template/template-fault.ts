import { AppError } from '#contract/app-error.ts';

/** The failure of a template, from what LiquidJS threw: place and reason, without its drawing of the lines around it. */
export function toTemplateFault(error: unknown, keys: readonly string[]): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return new AppError('expression-failed', `The template failed: ${String(error)}.`);
  const [reason = ''] = error.message.split('\n');
  if (
    /limit exceeded/i.test(reason) ||
    error instanceof RangeError ||
    /invalid string length|call stack/i.test(reason)
  ) {
    return new AppError(
      'limit-exceeded',
      `The template does too much: ${reason}. Loop over less, or make it in parts.`,
      { cause: error },
    );
  }
  switch (error.name) {
    case 'ParseError':
    case 'TokenizationError':
      return new AppError('expression-invalid', `The template cannot be read: ${reason}. Correct it at that place.`, {
        cause: error,
      });
    case 'UndefinedVariableError':
      return new AppError(
        'expression-empty',
        `The template uses something that is not there: ${reason}. The data has the keys: ${keys.slice(0, 50).join(', ') || 'none'}. Correct the name, give a default (\`{{ name | default: "" }}\`), or turn "strict" off.`,
        { cause: error, data: { keys: keys.slice(0, 50) } },
      );
    default:
      return new AppError('expression-failed', `The template failed: ${reason}.`, { cause: error });
  }
}
