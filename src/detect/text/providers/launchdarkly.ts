/** LaunchDarkly: `api-` (access token) or `sdk-` (server-side key), and a UUID. Mobile keys are public. */
import { prefixedToken } from '../prefixed-token.ts';
import { UUID } from '../token-parts.ts';

const shared = { provider: 'LaunchDarkly' } as const;

export const launchdarklyRules = [
  prefixedToken({
    ...shared,
    id: 'launchdarkly-access-token',
    title: 'LaunchDarkly access token',
    severity: 'high',
    advice: 'Delete or reset it in the account settings (Authorization).',
    prefixes: ['api-'],
    body: [...UUID],
    edges: { before: /[A-Za-z0-9_-]/, after: /[A-Za-z0-9_-]/ },
  }),
  prefixedToken({
    ...shared,
    id: 'launchdarkly-sdk-key',
    title: 'LaunchDarkly server-side SDK key',
    severity: 'medium',
    advice: 'Reset it in the settings of the environment.',
    prefixes: ['sdk-'],
    body: [...UUID],
    edges: { before: /[A-Za-z0-9_-]/, after: /[A-Za-z0-9_-]/ },
  }),
];
