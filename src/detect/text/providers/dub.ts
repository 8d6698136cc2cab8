/** Dub: `dub_` and 24 base-62 digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const dubRules = [
  prefixedToken({
    id: 'dub-api-key',
    title: 'Dub API key',
    provider: 'Dub',
    severity: 'medium',
    advice: 'Delete it in the settings of the workspace (API keys).',
    prefixes: ['dub_'],
    body: [alphanumeric(24)],
    check: inBothCases,
  }),
];
