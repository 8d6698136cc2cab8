/** Ramp: `ramp_sec_` and 48 base-62 digits for the secret of a client, of which `ramp_id_` is the name. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const rampRules = [
  prefixedToken({
    id: 'ramp-client-secret',
    title: 'Ramp client secret',
    provider: 'Ramp',
    severity: 'critical',
    advice: 'Rotate it under Company, Developer of Ramp, and look at cards and transfers.',
    prefixes: ['ramp_sec_'],
    body: [alphanumeric(48)],
  }),
];
