/** SaladCloud: `salad_cloud_`, whose it is (`user`), and base-62 digits, 49 of a person's. */
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
    prefixes: ['salad_cloud_'],
    body: [alphanumeric(1, 7), '_', alphanumeric(40, 235)],
  }),
];
