/** Figma: `figd_` (personal token) and 40 characters or more, `figo_`, `figu_`; older ones are a number and a UUID behind the name of the header. */
import { prefixedToken } from './prefixed-token.ts';
import { base64url } from './token-parts.ts';

export const figmaRules = [
  prefixedToken({
    id: 'figma-token',
    title: 'Figma access token',
    provider: 'Figma',
    severity: 'high',
    advice: 'Revoke it in the Figma settings (Security, Personal access tokens).',
    prefixes: ['figd_', 'figo_', 'figu_'],
    body: [base64url(40, 60)],
  }),
];
