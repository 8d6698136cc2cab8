/** Context7: `ctx7sk-` and a UUID, most often in the settings of an MCP server. */
import { prefixedToken } from '../prefixed-token.ts';
import { UUID } from '../token-parts.ts';

export const context7Rules = [
  prefixedToken({
    id: 'context7-api-key',
    title: 'Context7 API key',
    provider: 'Context7',
    severity: 'medium',
    advice: 'Revoke it in the Context7 dashboard, and hand it to the MCP server by the environment.',
    prefixes: ['ctx7sk-'],
    body: UUID,
  }),
];
