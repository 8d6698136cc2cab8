/** Chromatic: project tokens are `chpt_` and hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

export const chromaticRules = [
  prefixedToken({
    id: 'chromatic-project-token',
    title: 'Chromatic project token',
    provider: 'Chromatic',
    severity: 'low',
    advice: 'Reset it in the settings of the project (Manage).',
    prefixes: ['chpt_'],
    body: [lowerAlphanumeric(12, 20)],
  }),
];
