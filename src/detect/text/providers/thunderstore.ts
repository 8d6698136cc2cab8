/** Thunderstore: tokens of service accounts are `tss_` and base-62 digits. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const thunderstoreRules = [
  prefixedToken({
    id: 'thunderstore-token',
    title: 'Thunderstore token of a service account',
    provider: 'Thunderstore',
    severity: 'critical',
    advice: 'Delete the service account of the team at Thunderstore: with it anyone publishes mods in your name.',
    prefixes: ['tss_'],
    body: [alphanumeric(28, 64)],
    check: inBothCasesWithoutWord,
  }),
];
