import type { JsonValue } from '#contract/json.ts';
import { createSettingsRepository } from '#store/settings-repository.ts';
import type { Store } from '#store/store.ts';

/** The settings people saved through the operations, which checked them; undefined where nobody did. */
export interface SavedSettings {
  readonly allowedPrivateHosts: readonly string[];
  readonly allowedRoots: readonly string[];
  readonly retention: { readonly days: number; readonly keep: number } | undefined;
  readonly auditRetention: { readonly days: number } | undefined;
  readonly corsOrigins: readonly string[] | undefined;
  readonly publicUrl: string | undefined;
}

/** Reads the saved settings as they are now. */
export function readSavedSettings(store: Store): SavedSettings {
  const saved = createSettingsRepository(store).list();
  const get = <T extends JsonValue>(key: string) => saved.get(key) as T | undefined;
  return {
    allowedPrivateHosts: get<readonly string[]>('allowedPrivateHosts') ?? [],
    allowedRoots: get<readonly string[]>('allowedRoots') ?? [],
    retention: get<{ days: number; keep: number }>('retention'),
    auditRetention: get<{ days: number }>('auditRetention'),
    corsOrigins: get<readonly string[]>('corsOrigins'),
    publicUrl: get<string>('publicUrl'),
  };
}
