/** RunPod: `rpa_` and upper-case letters and digits with a short tail. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const runpodRules = [
  prefixedToken({
    id: 'runpod-api-key',
    title: 'RunPod API key',
    provider: 'RunPod',
    severity: 'high',
    advice: 'Revoke it in the RunPod settings (API keys).',
    prefixes: ['rpa_'],
    body: [alphanumeric(40, 50)],
  }),
];
