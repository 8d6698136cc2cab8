/** Dotenv Vault: DOTENV_KEY, which decrypts the `.env.vault` beside it. */
import { prefixedToken } from '../prefixed-token.ts';
import type { Rule } from '../rule.ts';
import { hex } from '../token-parts.ts';

export const dotenvRules: readonly Rule[] = [
  // `DOTENV_KEY="dotenv://:key_…@dotenv.org/vault/.env.vault?environment=production"`
  prefixedToken({
    id: 'dotenv-vault-key',
    title: 'Key of a dotenv vault',
    provider: 'Dotenv',
    severity: 'high',
    advice:
      'Rotate it (`npx dotenv-vault rotatekey`), then build .env.vault anew and change the secrets that were in it.',
    prefixes: ['dotenv://:key_'],
    body: [hex(64)],
  }),
];
