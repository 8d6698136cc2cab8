/** Mixedbread: `mxb_` and letters and digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const mixedbreadRules = [
  prefixedToken({
    id: 'mixedbread-api-key',
    title: 'Mixedbread API key',
    provider: 'Mixedbread',
    severity: 'high',
    advice: 'Delete it on the Mixedbread platform (API keys): it reads the stores of its organization.',
    prefixes: ['mxb_'],
    body: [alphanumeric(32, 48)],
    check: inBothCases,
  }),
];
