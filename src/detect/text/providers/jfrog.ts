/** JFrog Artifactory: API keys are `AKCp` and 69 base-58 digits; reference tokens are base64 of `reftkn:01:` and more. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, base64 } from '../token-parts.ts';

const shared = { provider: 'JFrog' } as const;

export const jfrogRules = [
  prefixedToken({
    ...shared,
    id: 'artifactory-api-key',
    title: 'JFrog Artifactory API key',
    severity: 'critical',
    advice: 'Revoke it in the user profile; API keys are no longer made, access tokens have taken their place.',
    prefixes: ['AKCp'],
    body: [alphanumeric(69)],
  }),
  prefixedToken({
    ...shared,
    id: 'artifactory-reference-token',
    title: 'JFrog reference token',
    severity: 'critical',
    advice: 'Revoke it in the platform (Administration, User management, Access tokens).',
    prefixes: ['cmVmdGtuOjAx'],
    body: [base64(52)],
  }),
];
