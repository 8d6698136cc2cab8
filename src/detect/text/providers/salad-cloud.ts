/** SaladCloud: `salad_cloud_user_` and 49 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const saladCloudRules = [
  prefixedToken({
    id: 'salad-cloud-api-key',
    title: 'SaladCloud API key',
    provider: 'SaladCloud',
    severity: 'high',
    advice:
      'Make a new one under API Access of the SaladCloud portal, which ends this one, and look at the containers that run.',
    prefixes: ['salad_cloud_user_'],
    body: [alphanumeric(49)],
  }),
];
