/** AgentMail: `am_`, with the region behind it in newer keys, and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

const shared = {
  title: 'AgentMail API key',
  provider: 'AgentMail',
  severity: 'high',
  advice: 'Delete it in the AgentMail console (API keys): it reads and sends the mail of every inbox.',
  body: [hex(64)],
} as const;

export const agentmailRules = [
  prefixedToken({ ...shared, id: 'agentmail-api-key', prefixes: ['am_'], isDelimited: true }),
  prefixedToken({ ...shared, id: 'agentmail-regional-api-key', prefixes: ['am_us_'] }),
];
