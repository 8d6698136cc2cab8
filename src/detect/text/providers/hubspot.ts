/** HubSpot: `pat-`, the data centre, and a UUID (access token of a private app). */
import { prefixedToken } from '../prefixed-token.ts';
import { UUID } from '../token-parts.ts';

export const hubspotRules = [
  prefixedToken({
    id: 'hubspot-private-app-token',
    title: 'HubSpot access token of a private app',
    provider: 'HubSpot',
    severity: 'high',
    advice: 'Rotate it in the settings of the private app (Auth), without the grace period.',
    prefixes: ['pat-na1-', 'pat-na2-', 'pat-eu1-', 'pat-ap1-'],
    body: [...UUID],
  }),
];
