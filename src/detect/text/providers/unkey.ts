/** Unkey: `unkey_` and base58 for root keys. Keys that it keeps for its customers have the customer's prefix, or none. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const unkeyRules = [
  prefixedToken({
    id: 'unkey-root-key',
    title: 'Unkey root key',
    provider: 'Unkey',
    severity: 'critical',
    advice: 'Delete it under Settings, Root keys of Unkey: it makes, reads and deletes the API keys of your customers.',
    prefixes: ['unkey_'],
    body: [alphanumeric(20, 32)],
    check: inBothCasesWithoutWord,
  }),
];
