/** The Rust crate index: `cio` and 32 base-62 digits; `cio_tp_` and 32 for a workflow that is a trusted publisher. */
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
  prefixedToken({
    id: 'cargo-trusted-publishing-token',
    title: 'Token of the Rust crate index for a trusted publisher',
    provider: 'Rust crate index',
    // It lives for 30 minutes.
    severity: 'medium',
    advice: 'It ends after 30 minutes. Compare the versions published since then with your releases.',
    prefixes: ['cio_tp_'],
    body: [alphanumeric(32)],
  }),
];
