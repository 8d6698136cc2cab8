/** The Rust crate index: `cio` and 32 base-62 digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const cargoRules = [
  prefixedToken({
    id: 'cargo-registry-token',
    title: 'Token of the Rust crate index (cargo publish)',
    provider: 'Rust crate index',
    severity: 'critical',
    advice: 'Revoke it in the account settings (API tokens), and compare the published versions with your releases.',
    prefixes: ['cio'],
    body: [alphanumeric(32)],
    check: inBothCases,
  }),
];
