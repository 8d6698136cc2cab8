/** OpenShift: OAuth tokens are `sha256~` and 43 base64url characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const openshiftRules = [
  prefixedToken({
    id: 'openshift-token',
    title: 'OpenShift OAuth access token',
    provider: 'OpenShift',
    severity: 'high',
    advice: 'Log out with it: `oc logout`, or delete the OAuthAccessToken object.',
    prefixes: ['sha256~'],
    body: [base64url(43)],
  }),
];
