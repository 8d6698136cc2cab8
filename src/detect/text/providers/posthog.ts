/** PostHog: `phx_` (personal key), `phs_` (feature flags), `pha_` and `phr_` (OAuth), `phc_` (project key, public), and base-62 digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import { alphanumeric, base64url } from '../token-parts.ts';

const shared = { provider: 'PostHog' } as const;

export const posthogRules = [
  prefixedToken({
    ...shared,
    id: 'posthog-personal-key',
    title: 'PostHog personal API key',
    severity: 'high',
    advice: 'Delete it in the PostHog settings (Personal API keys).',
    prefixes: ['phx_'],
    body: [base64url(43, 52)],
    check: inBothCases,
    lookAlikes: (random) => [
      `phx_${'x'.repeat(43)}`,
      `phx_${random.text(30, ALPHANUMERIC)}`,
      // A label of Sphinx-Gallery, in the inventory of every document that it makes.
      'sphx_glr_auto_examples_model_selection_plot_likelihood_ratios.py',
    ],
  }),
  prefixedToken({
    ...shared,
    id: 'posthog-feature-flag-key',
    title: 'PostHog feature flags secure key',
    severity: 'medium',
    advice: 'Rotate it in the settings of the project.',
    prefixes: ['phs_'],
    body: [base64url(43, 52)],
    check: inBothCases,
  }),
  prefixedToken({
    ...shared,
    id: 'posthog-oauth-token',
    title: 'PostHog OAuth access or refresh token',
    severity: 'high',
    advice: 'Disconnect the application in the PostHog settings (OAuth applications).',
    prefixes: ['pha_', 'phr_'],
    body: [base64url(40, 52)],
    check: inBothCases,
  }),
  prefixedToken({
    ...shared,
    id: 'posthog-project-key',
    title: 'PostHog project API key',
    severity: 'low',
    advice: 'Web pages carry such keys by design: with it one can send events, not read them.',
    prefixes: ['phc_'],
    body: [alphanumeric(43, 48)],
  }),
];
