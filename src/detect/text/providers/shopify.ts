/** Shopify: a prefix for each kind of token, 32 hex digits, since 2025 base-62 digits and more of them. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, base64url } from '../token-parts.ts';

const shared = { provider: 'Shopify' } as const;

export const shopifyRules = [
  prefixedToken({
    ...shared,
    id: 'shopify-access-token',
    title: 'Shopify Admin API access token',
    severity: 'critical',
    advice: 'Uninstall the app from the shop, or rotate its token in the settings of the app.',
    // `shprt_` renews the access token of an app.
    prefixes: ['shpat_', 'shpca_', 'shppa_', 'shprt_', 'shpua_'],
    body: [alphanumeric(32, 64)],
  }),
  prefixedToken({
    ...shared,
    id: 'shopify-app-secret',
    title: 'Shopify app secret',
    severity: 'high',
    advice: 'Rotate the client secret of the app in the Partner dashboard.',
    prefixes: ['shpss_'],
    body: [alphanumeric(32, 64)],
  }),
  prefixedToken({
    ...shared,
    id: 'shopify-theme-token',
    title: 'Shopify Theme Access password',
    severity: 'high',
    advice: 'Delete the password in the Theme Access app.',
    prefixes: ['shptka_'],
    body: [alphanumeric(32, 64)],
  }),
  prefixedToken({
    ...shared,
    id: 'shopify-partner-token',
    title: 'Shopify Partner API token',
    severity: 'high',
    advice: 'Delete the API client in the Partner dashboard (Settings, Partner API clients).',
    prefixes: ['prtapi_'],
    body: [alphanumeric(32, 64)],
  }),
  prefixedToken({
    ...shared,
    id: 'shopify-cli-token',
    title: 'Token of a session of the Shopify CLI',
    severity: 'high',
    advice: 'Sign out with `shopify auth logout`, and end the sessions in the Shopify account (Security, Devices).',
    // A message of Protocol Buffers: its first field is a message.
    prefixes: ['atkn_2.C'],
    body: [base64url(150, 2000)],
  }),
];
