/** One numbered change of the schema. A published migration never changes. */
export interface Migration {
  readonly id: number;
  readonly name: string;
  readonly sql: string;
}
