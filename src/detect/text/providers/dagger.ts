/** Dagger Cloud: `dag_`, the name of the organization, `_` and 32 bytes in base64url. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { DIGITS, LOWER } from '../random-text.ts';
import { base64url } from '../token-parts.ts';

const DRAWN = 43;

export const daggerRules = [
  prefixedToken({
    id: 'dagger-cloud-token',
    title: 'Dagger Cloud token',
    provider: 'Dagger',
    severity: 'high',
    advice:
      'Rotate it in Dagger Cloud (settings of the organization): it writes traces, and to the cache from which pipelines build.',
    prefixes: ['dag_'],
    body: [{ alphabet: `${LOWER}${DIGITS}-`, least: 2, most: 40 }, '_', base64url(DRAWN)],
    // Names in code that is about graphs have words and one case.
    check: (candidate) => inBothCasesWithoutWord({ ...candidate, body: candidate.body.slice(-DRAWN) }),
  }),
];
