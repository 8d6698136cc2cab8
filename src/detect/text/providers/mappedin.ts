/** Mappedin: the id of a key is `mik_` and 25 base-62 digits, its secret `mis_` and 51. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

const shared = { provider: 'Mappedin', check: inBothCases } as const;

export const mappedinRules = [
  prefixedToken({
    ...shared,
    id: 'mappedin-api-secret',
    title: 'Mappedin API secret',
    severity: 'high',
    advice: 'Delete the key in Mappedin (Developer settings, API keys), and look at whose maps it reads.',
    prefixes: ['mis_'],
    body: [alphanumeric(51)],
  }),
  prefixedToken({
    ...shared,
    id: 'mappedin-api-key',
    title: 'Mappedin API key id, which pages with maps show',
    severity: 'low',
    advice: 'It opens nothing without its secret (`mis_`). Delete the key in Mappedin if that is in the artifact, too.',
    prefixes: ['mik_'],
    body: [alphanumeric(25)],
  }),
];
