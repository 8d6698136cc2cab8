/** Daytona: `dtn_` and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const daytonaRules = [
  prefixedToken({
    id: 'daytona-api-key',
    title: 'Daytona API key',
    provider: 'Daytona',
    severity: 'high',
    advice: 'Delete it in the Daytona dashboard (Keys).',
    prefixes: ['dtn_'],
    body: [hex(64)],
  }),
];
