/** Sourcegraph: `sgp_`, the id of the instance, or `local`, and 40 hex digits; `slk_` and `sgd_` and 64 for gateway keys. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, anyHex, hex } from '../token-parts.ts';

const shared = { provider: 'Sourcegraph' } as const;

export const sourcegraphRules = [
  prefixedToken({
    ...shared,
    id: 'sourcegraph-access-token',
    title: 'Sourcegraph access token',
    severity: 'high',
    advice: 'Delete it in the user settings (Access tokens): it reads all code that the user may.',
    prefixes: ['sgp_'],
    body: [anyHex(40)],
  }),
  prefixedToken({
    ...shared,
    id: 'sourcegraph-instance-token',
    title: 'Sourcegraph access token of an instance',
    severity: 'high',
    advice: 'Delete it in the user settings (Access tokens): it reads all code that the user may.',
    prefixes: ['sgp_'],
    // The id that the instance was given; 16 hex digits if it chose itself.
    body: [alphanumeric(6, 32), '_', anyHex(40)],
  }),
  prefixedToken({
    ...shared,
    id: 'sourcegraph-local-token',
    title: 'Sourcegraph access token of a local instance',
    severity: 'high',
    advice: 'Delete it in the user settings (Access tokens): it reads all code that the user may.',
    prefixes: ['sgp_local_'],
    body: [hex(40)],
  }),
  prefixedToken({
    ...shared,
    id: 'sourcegraph-license-key',
    title: 'Sourcegraph Cody gateway or license key',
    severity: 'medium',
    advice: 'Ask Sourcegraph for another one.',
    prefixes: ['slk_', 'sgd_'],
    body: [hex(64)],
  }),
];
