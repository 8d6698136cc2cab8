/** DataStax Astra: `AstraCS:`, the 24 characters of a client id, and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, hex } from '../token-parts.ts';

export const datastaxRules = [
  prefixedToken({
    id: 'datastax-astra-token',
    title: 'DataStax Astra application token',
    provider: 'DataStax Astra',
    severity: 'critical',
    advice: 'Delete it in the Astra portal (Settings, Tokens): it reads and writes the databases of its role.',
    prefixes: ['AstraCS:'],
    body: [alphanumeric(24), ':', hex(64)],
  }),
];
