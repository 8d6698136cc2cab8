/** Shopify: a prefix for each kind of token, 32 hex digits, since 2025 base-62 digits and more of them. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

const shared = { provider: 'Shopify' } as const;

export const shopifyRules = [
  prefixedToken({
    ...shared,
    id: 'shopify-access-token',
    title: 'Shopify Admin API access token',
    severity: 'critical',
    advice: 'Uninstall the app from the shop, or rotate its token in the settings of the app.',
    prefixes: ['shpat_', 'shpca_', 'shppa_', 'shpua_'],
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
];
