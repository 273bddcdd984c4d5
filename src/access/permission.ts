/** What a principal may be allowed to do, and what that means to a person who grants it. */
export const PERMISSIONS = {
  'workflow:read': 'See workflows, their versions and the blocks there are',
  'workflow:write': 'Save, import, activate and delete workflows',
  'run:read': 'See runs, their data and events',
  'run:start': 'Start runs',
  'run:control': 'Cancel, retry, resume and fork runs, and import and export them',
  'approval:answer': 'Answer approvals and decide about uncertain effects',
  'schedule:read': 'See schedules',
  'schedule:write': 'Pause schedules and run them now',
  'settings:read': 'See settings and usage',
  'settings:write': 'Change settings',
  'token:manage': 'Create, see and revoke API tokens',
  'audit:read': 'See the audit log',
  'system:manage': 'Back up, prune and check the data',
} as const satisfies Record<string, string>;

/** A permission of {@link PERMISSIONS}. */
export type Permission = keyof typeof PERMISSIONS;

/** All permissions. */
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];

/** Whether `text` is one of {@link PERMISSIONS}. */
export function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}
