import { defineStrings } from '#web/strings/define-strings.ts';
import { formatNumber, plural } from '#web/strings/format.ts';

/** Texts of what connects workflows to the world. */
export const text = defineStrings('connections', {
  title: 'Connections',
  secrets: 'Secrets',
  secretsText: 'Workflows name secrets; their values never leave the server and are never shown.',
  isSet: 'Set',
  missing: 'Missing',
  howToSet: 'How to set it',
  howToSetText: 'Set this environment variable where the server starts, then start it again.',
  variable: 'Variable',
  copyCommand: 'Copy command',
  usedIn: (count: number) => (count === 0 ? 'Not used by any workflow' : `Used in ${plural(count, 'field')}`),
  more: (count: number) => `and ${formatNumber(count)} more`,
  field: (step: string, field: string) => `${step} · ${field}`,
  noSecrets: 'No workflow names a secret',
  noSecretsText: 'Write {{ secrets.NAME }} into a field of a step, and it shows up here with how to set it.',
  webhooks: 'Webhook addresses',
  webhooksText: 'Active workflows listen here. What stands after a colon is filled in by the caller.',
  noWebhooks: 'No active workflow has a webhook.',
  copyAddress: 'Copy address',
  copyCurl: 'Copy curl',
  hosts: 'Private hosts',
  hostsText: 'Network blocks reach public addresses, and of private ones only these.',
  noHosts: 'None: requests to this machine and the local network are refused.',
  changeHosts: 'Change in settings',
});
