/** dbt Cloud: `dbtc_` (service account) or `dbtu_` (a person), and base64url. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const dbtRules = [
  prefixedToken({
    id: 'dbt-cloud-token',
    title: 'dbt Cloud token',
    provider: 'dbt',
    severity: 'high',
    advice: 'Delete it in the account settings (Service tokens, or API tokens of the profile).',
    prefixes: ['dbtc_', 'dbtu_'],
    body: [base64url(40, 60)],
  }),
];
