import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { NotFound } from './errors/not-found.tsx';
import { RouteFailure } from './errors/route-failure.tsx';
import { lazyPage } from './lazy-page.tsx';
import { PageSkeleton } from './shell/page-skeleton.tsx';
import { Shell } from './shell/shell.tsx';

/** Search of an address: texts only, so that every address can be typed and shared. */
type Search = Readonly<Record<string, string | undefined>>;

function toSearch(raw: Record<string, unknown>): Search {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([key, value]) =>
      value === undefined || value === null || value === '' ? [] : [[key, String(value)]],
    ),
  );
}

const root = createRootRoute({ component: Shell, validateSearch: toSearch });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyPage(() => import('#web/pages/home/home-page.tsx'), 'HomePage'),
});
const workflows = createRoute({
  getParentRoute: () => root,
  path: '/workflows',
  component: lazyPage(() => import('#web/pages/workflows/workflows-page.tsx'), 'WorkflowsPage'),
});
const workflow = createRoute({
  getParentRoute: () => root,
  path: '/workflows/$workflowId',
  component: lazyPage(() => import('#web/canvas/editor-page.tsx'), 'EditorPage'),
});
const versions = createRoute({
  getParentRoute: () => root,
  path: '/workflows/$workflowId/versions',
  component: lazyPage(() => import('#web/versions/versions-page.tsx'), 'VersionsPage'),
});
const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  component: lazyPage(() => import('#web/pages/runs/runs-page.tsx'), 'RunsPage'),
});
const compare = createRoute({
  getParentRoute: () => root,
  path: '/runs/compare',
  component: lazyPage(() => import('#web/run/compare-page.tsx'), 'ComparePage'),
});
const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$runId',
  component: lazyPage(() => import('#web/run/run-page.tsx'), 'RunPage'),
});
const approvals = createRoute({
  getParentRoute: () => root,
  path: '/approvals',
  component: lazyPage(() => import('#web/pages/approvals/approvals-page.tsx'), 'ApprovalsPage'),
});
const schedules = createRoute({
  getParentRoute: () => root,
  path: '/schedules',
  component: lazyPage(() => import('#web/pages/schedules/schedules-page.tsx'), 'SchedulesPage'),
});
const connections = createRoute({
  getParentRoute: () => root,
  path: '/connections',
  component: lazyPage(() => import('#web/pages/connections/connections-page.tsx'), 'ConnectionsPage'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings/{-$section}',
  component: lazyPage(() => import('#web/pages/settings/settings-page.tsx'), 'SettingsPage'),
});

/** Plain words in the address, as everywhere on the web: `?from=3&view=text`. */
function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

function writeSearch(search: Record<string, unknown>): string {
  const text = new URLSearchParams(
    Object.entries(toSearch(search)).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  return text.size === 0 ? '' : `?${text}`;
}

/** Every address of the workspace. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    workflows,
    workflow,
    versions,
    runs,
    compare,
    run,
    approvals,
    schedules,
    connections,
    settings,
  ]),
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultPreloadDelay: 40,
  defaultPendingMs: 120,
  defaultPendingMinMs: 0,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: RouteFailure,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
  scrollToTopSelectors: ['#content'],
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
