/** Inngest: `signkey-`, the kind of environment, and 64 hex digits. */
import { prefixedToken } from './prefixed-token.ts';
import { hex } from './token-parts.ts';

export const inngestRules = [
  prefixedToken({
    id: 'inngest-signing-key',
    title: 'Inngest signing key',
    provider: 'Inngest',
    severity: 'high',
    advice: 'Rotate it in the Inngest dashboard (Signing key).',
    prefixes: ['signkey-prod-', 'signkey-branch-', 'signkey-test-'],
    body: [hex(32, 64)],
  }),
];
