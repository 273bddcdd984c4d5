import type { JsonValue } from '#contract/json.ts';
import type { Store } from './store.ts';

/** Settings of a data folder, by name. */
export interface SettingsRepository {
  get(key: string): JsonValue | undefined;
  list(): ReadonlyMap<string, JsonValue>;
  set(key: string, value: JsonValue): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Settings of a store. */
export function createSettingsRepository(store: Store): SettingsRepository {
  return {
    get(key) {
      const row = store.get('SELECT value FROM settings WHERE key = ?', [key]);
      return row === undefined ? undefined : (JSON.parse(String(row.value)) as JsonValue);
    },
    list() {
      const rows = store.all('SELECT key, value FROM settings ORDER BY key');
      return new Map(rows.map((row) => [String(row.key), JSON.parse(String(row.value)) as JsonValue]));
    },
    async set(key, value) {
      await store.write([
        {
          sql: 'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
          parameters: [key, JSON.stringify(value)],
        },
      ]);
    },
    async remove(key) {
      await store.write([{ sql: 'DELETE FROM settings WHERE key = ?', parameters: [key] }]);
    },
  };
}
