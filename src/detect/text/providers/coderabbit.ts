/** CodeRabbit: `cr-` and 58 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const coderabbitRules = [
  prefixedToken({
    id: 'coderabbit-api-key',
    title: 'CodeRabbit API key',
    provider: 'CodeRabbit',
    severity: 'high',
    advice: 'Delete it in the CodeRabbit settings (API keys).',
    prefixes: ['cr-'],
    body: [hex(58)],
  }),
];
