import { AppError } from '#contract/app-error.ts';

const PREFIX = 'FLOWRIGHT_SECRET_';

/** The environment variable a secret is set with. */
export function toSecretVariable(name: string): string {
  return `${PREFIX}${name}`;
}

/** Secrets of the environment. */
export interface EnvironmentSecrets {
  /** @throws AppError secret-missing */
  open(name: string): string;
  /** Names of the secrets that are set, never their values. */
  names(): readonly string[];
}

/**
 * Secrets from environment variables: the secret `SHOP_TOKEN` is the variable `FLOWRIGHT_SECRET_SHOP_TOKEN`.
 * They are read once and taken out of `environment`, so that no child process inherits them.
 */
export function createEnvironmentSecrets(environment: Record<string, string | undefined>): EnvironmentSecrets {
  const secrets = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(PREFIX) || value === undefined || value === '') continue;
    secrets.set(name.slice(PREFIX.length), value);
    delete environment[name];
  }
  return {
    names: () => [...secrets.keys()],
    open(name) {
      const value = secrets.get(name);
      if (value === undefined) {
        throw new AppError(
          'secret-missing',
          `There is no secret "${name}". Set the environment variable ${toSecretVariable(name)} and start again.`,
          { data: { name } },
        );
      }
      return value;
    },
  };
}
