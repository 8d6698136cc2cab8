/** turbopuffer: `tpuf_` and 32 base-62 digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const turbopufferRules = [
  prefixedToken({
    id: 'turbopuffer-api-key',
    title: 'turbopuffer API key',
    provider: 'turbopuffer',
    severity: 'high',
    advice: 'Delete it in the turbopuffer dashboard (API keys): it reads and changes the namespaces.',
    prefixes: ['tpuf_'],
    body: [alphanumeric(32)],
    check: inBothCases,
  }),
];
