/** UpCloud: `ucat_` and 26 base-62 digits or so. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const upcloudRules = [
  prefixedToken({
    id: 'upcloud-api-token',
    title: 'UpCloud API token',
    provider: 'UpCloud',
    severity: 'critical',
    advice: 'Delete it in the hub (Account, API tokens) and look at the audit log.',
    prefixes: ['ucat_'],
    body: [alphanumeric(24, 32)],
  }),
];
