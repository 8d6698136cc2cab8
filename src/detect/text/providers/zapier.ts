/** Zapier: webhook URLs name the account and the hook; the URL of an MCP server has its key in the path, base64 of a UUID, a colon and more. */
import { prefixed } from '../example.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC, uuidOf } from '../random-text.ts';
import { alphanumeric, digits, lowerAlphanumeric } from '../token-parts.ts';

/** Base64 of ASCII letters, digits, dashes and colons has neither `+` nor `/`, so that the path ends at the next slash. */
const MCP_PATH = 'mcp.zapier.com/api/mcp/s/';
const UUID_AND_COLON = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}:/;

export const zapierRules = [
  prefixedToken({
    id: 'zapier-webhook',
    title: 'Zapier webhook URL',
    provider: 'Zapier',
    severity: 'medium',
    advice: 'Whoever has the URL can start the zap. Make a new trigger in its place.',
    prefixes: ['hooks.zapier.com/hooks/catch/'],
    body: [digits(5, 10), '/', lowerAlphanumeric(6, 10)],
    edges: { after: /[A-Za-z0-9_-]/ },
  }),
  prefixedToken({
    id: 'zapier-mcp-url',
    title: 'URL of a Zapier MCP server with its key',
    provider: 'Zapier',
    severity: 'high',
    advice: 'Whoever has the URL acts in all apps of the server. Rotate its secret in Zapier MCP (Connect).',
    prefixes: [MCP_PATH],
    body: [alphanumeric(64, 160)],
    edges: { after: /[A-Za-z0-9+_-]/ },
    check: ({ body }) => (UUID_AND_COLON.test(atob(body.slice(0, 52))) ? {} : undefined),
    examples: (random) => [
      prefixed(MCP_PATH, btoa(`${uuidOf(random)}:${uuidOf(random)}`).replace('==', '')),
      prefixed(MCP_PATH, btoa(`${uuidOf(random)}:${random.text(38, ALPHANUMERIC)}`)),
    ],
    lookAlikes: (random) => [
      `https://${MCP_PATH}your-server-id/mcp`,
      `https://${MCP_PATH}${random.text(100, ALPHANUMERIC)}`,
      `https://${MCP_PATH}${btoa(uuidOf(random))}/mcp`,
    ],
  }),
];
