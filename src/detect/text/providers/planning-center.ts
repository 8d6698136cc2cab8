/** Planning Center: `pco_`, the kind of token, and 72 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const planningCenterRules = [
  prefixedToken({
    id: 'planning-center-token',
    title: 'Planning Center access token or secret',
    provider: 'Planning Center',
    severity: 'high',
    advice:
      'Delete it at https://api.planningcenteronline.com/oauth/applications: it reads people and gifts of a church.',
    prefixes: ['pco_tok_', 'pco_pat_', 'pco_app_'],
    body: [hex(72)],
  }),
];
