/** Zapier: webhook URLs name the account and the hook. */
import { prefixedToken } from '../prefixed-token.ts';
import { digits, lowerAlphanumeric } from '../token-parts.ts';

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
];
