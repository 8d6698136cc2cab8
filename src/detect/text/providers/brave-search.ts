/** Brave Search: `BSA` and 24 base64url characters or more. The prefix is common in base64, so that it counts behind a delimiter only. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const braveSearchRules = [
  prefixedToken({
    id: 'brave-search-api-key',
    title: 'Brave Search API key',
    provider: 'Brave Search',
    severity: 'medium',
    advice: 'Delete it in the dashboard of the Brave Search API (API keys).',
    prefixes: ['BSA'],
    isDelimited: true,
    body: [base64url(24, 32)],
    // The alphabet of base64: a key stands alone.
    edges: { after: /[A-Za-z0-9+/=_-]/ },
    check: (candidate) => (/[0-9]/.test(candidate.body) ? inBothCases(candidate) : undefined),
    confidence: 'medium',
  }),
];
