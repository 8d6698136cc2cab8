/** Composio: `oak_` (organization) and `uak_` (user), and 20 base64url digits; `ak_` and `ck_` tell nothing alone (builder-services.ts). */
import { prefixed } from '../example.ts';
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import { base64url } from '../token-parts.ts';

export const composioRules = [
  prefixedToken({
    id: 'composio-token',
    title: 'Composio organization or user key',
    provider: 'Composio',
    severity: 'high',
    advice:
      'Delete it in the settings of the organization at Composio: it acts in the accounts that are connected there.',
    prefixes: ['oak_', 'uak_'],
    body: [base64url(20)],
    // Blocks and textures of games are called oak_, too.
    check: (candidate) => (/[0-9]/.test(candidate.body) ? inBothCasesWithoutWord(candidate) : undefined),
    examples: (random) => ['oak_', 'uak_'].map((prefix) => prefixed(prefix, `${random.text(17, ALPHANUMERIC)}7aQ`)),
  }),
];
