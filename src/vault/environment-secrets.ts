import { AppError } from '#contract/app-error.ts';

const PREFIX = 'FLOWRIGHT_SECRET_';

/**
 * Secrets from environment variables: the secret `SHOP_TOKEN` is the variable `FLOWRIGHT_SECRET_SHOP_TOKEN`.
 * They are read once and taken out of `environment`, so that no child process inherits them.
 */
export function createEnvironmentSecrets(environment: Record<string, string | undefined>): {
  open(name: string): string;
} {
  const secrets = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(PREFIX) || value === undefined || value === '') continue;
    secrets.set(name.slice(PREFIX.length), value);
    delete environment[name];
  }
  return {
    open(name) {
      const value = secrets.get(name);
      if (value === undefined) {
        throw new AppError(
          'secret-missing',
          `There is no secret "${name}". Set the environment variable ${PREFIX}${name} and start again.`,
          { data: { name } },
        );
      }
      return value;
    },
  };
}
