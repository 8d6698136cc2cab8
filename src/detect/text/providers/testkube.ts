/** Testkube: `tkcapi_` and 30 or 32 hex digits; `tkcorg_` and `tkcenv_` are ids. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const testkubeRules = [
  prefixedToken({
    id: 'testkube-api-token',
    title: 'Testkube API token',
    provider: 'Testkube',
    severity: 'high',
    advice: 'Delete it in the Testkube dashboard (API Tokens of the organization): it runs workflows in your clusters.',
    prefixes: ['tkcapi_'],
    body: [hex(30, 32)],
  }),
];
