/** Thunderstore: tokens of service accounts are `tss_` and base-62 digits. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, textOf } from '../token-parts.ts';

export const thunderstoreRules = [
  prefixedToken({
    id: 'thunderstore-token',
    title: 'Thunderstore token of a service account',
    provider: 'Thunderstore',
    severity: 'critical',
    advice: 'Delete the service account of the team at Thunderstore: with it anyone publishes mods in your name.',
    prefixes: ['tss_'],
    body: [alphanumeric(28, 64)],
    // Files of fonts have names of base64, and a family's all begin alike: `/s/ibmplexsansthailooped/v11/tss_….ttf` of Google Fonts.
    edges: { before: /[A-Za-z0-9_/]/, after: /[A-Za-z0-9_-]/ },
    check: inBothCasesWithoutWord,
    lookAlikes: (random) => [
      `tss_${textOf([alphanumeric(27)], random)}`,
      `https://fonts.gstatic.com/s/family/v11/tss_${textOf([alphanumeric(39)], random)}.ttf`,
    ],
  }),
];
