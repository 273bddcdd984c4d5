/** First parts of paths below `/api` that are told apart; ids never are. */
const AREAS = new Set([
  'approvals',
  'audit',
  'blocks',
  'docs',
  'health',
  'login',
  'logout',
  'openapi.json',
  'runs',
  'schedules',
  'session',
  'settings',
  'system',
  'tokens',
  'usage',
  'workflows',
]);
const SURFACES = new Set(['graphql', 'hooks', 'login', 'mcp', 'metrics', 'rpc', 'schemas']);
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Which part of the server a path belongs to, e.g. `/api/runs`: few enough to be a label. */
export function toRouteClass(url: string): string {
  const cut = url.indexOf('?');
  const [, first = '', second = ''] = (cut === -1 ? url : url.slice(0, cut)).split('/', 3);
  if (first === 'api') return AREAS.has(second) ? `/api/${second}` : '/api';
  if (first === '') return '/';
  return SURFACES.has(first) ? `/${first}` : 'other';
}

/** The method, if it is one of those people use. */
export function toMethodLabel(method: string): string {
  return METHODS.has(method) ? method : 'other';
}
