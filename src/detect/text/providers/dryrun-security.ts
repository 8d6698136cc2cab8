/** DryRun Security: `dryrunsec_` and 32 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const dryrunSecurityRules = [
  prefixedToken({
    id: 'dryrun-security-api-key',
    title: 'DryRun Security API key',
    provider: 'DryRun Security',
    severity: 'high',
    advice: 'Delete it in the settings of DryRun Security (access keys): it reads what was found in your repositories.',
    prefixes: ['dryrunsec_'],
    body: [alphanumeric(32)],
  }),
];
