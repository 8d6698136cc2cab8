/** Depot: `depot_org_` or `depot_project_`, and letters and digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const depotRules = [
  prefixedToken({
    id: 'depot-token',
    title: 'Depot token of an organization or a project',
    provider: 'Depot',
    severity: 'high',
    advice: 'Delete it in the Depot settings: it builds images and writes to the cache that later builds trust.',
    prefixes: ['depot_org_', 'depot_project_'],
    body: [alphanumeric(32, 96)],
  }),
];
