/** Trigger.dev: `tr_`, the environment, and base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const triggerDevRules = [
  prefixedToken({
    id: 'trigger-dev-key',
    title: 'Trigger.dev secret key or access token',
    provider: 'Trigger.dev',
    severity: 'high',
    advice: 'Regenerate it in the Trigger.dev dashboard (API keys, or Personal access tokens).',
    prefixes: ['tr_dev_', 'tr_prod_', 'tr_stg_', 'tr_pat_'],
    body: [alphanumeric(20, 48)],
  }),
];
