/** Mapbox: `sk.` (secret), `tk.` (temporary) or `pk.` (public), base64url of JSON with the user, a dot, and 22 characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

const shared = { provider: 'Mapbox' } as const;

export const mapboxRules = [
  prefixedToken({
    ...shared,
    id: 'mapbox-secret-token',
    title: 'Mapbox secret access token',
    severity: 'high',
    advice: 'Delete it at https://account.mapbox.com/access-tokens.',
    prefixes: ['sk.eyJ'],
    body: [base64url(30, 200), '.', base64url(22)],
  }),
  prefixedToken({
    ...shared,
    id: 'mapbox-temporary-token',
    title: 'Mapbox temporary access token',
    severity: 'medium',
    advice: 'It lives an hour. Delete the token that made it.',
    prefixes: ['tk.eyJ'],
    body: [base64url(30, 200), '.', base64url(22)],
  }),
  prefixedToken({
    ...shared,
    id: 'mapbox-public-token',
    title: 'Mapbox public access token',
    severity: 'low',
    advice: 'Web pages carry such tokens by design. Restrict it to the URLs of your pages.',
    prefixes: ['pk.eyJ'],
    body: [base64url(30, 200), '.', base64url(22)],
  }),
];
