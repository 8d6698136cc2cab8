/** Groq: `gsk_` and 52 base-62 digits, in the middle of which stands `WGdyb3FY`, base64 of "Groq". */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const groqRules = [
  prefixedToken({
    id: 'groq-api-key',
    title: 'Groq API key',
    provider: 'Groq',
    severity: 'high',
    advice: 'Delete it at https://console.groq.com/keys.',
    prefixes: ['gsk_'],
    body: [alphanumeric(52)],
  }),
];
