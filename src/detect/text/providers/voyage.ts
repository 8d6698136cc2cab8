/** Voyage AI: `pa-` and 43 base64url characters; `al-` where MongoDB Atlas issued it, which counts near the name. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { BASE64URL } from '../random-text.ts';
import { base64url } from '../token-parts.ts';

export const voyageRules = [
  prefixedToken({
    id: 'voyage-api-key',
    title: 'Voyage AI API key',
    provider: 'Voyage AI',
    severity: 'medium',
    advice: 'Delete it in the Voyage dashboard (API keys).',
    prefixes: ['pa-'],
    body: [base64url(43)],
    check: inBothCases,
  }),
  prefixedToken({
    id: 'voyage-atlas-api-key',
    title: 'Voyage AI API key of MongoDB Atlas',
    provider: 'Voyage AI',
    severity: 'medium',
    advice: 'Delete it in MongoDB Atlas (AI models, API keys).',
    prefixes: ['al-'],
    body: [base64url(43)],
    contextBytes: 100,
    check: (candidate) => (/voyage/i.test(candidate.window) ? inBothCases(candidate) : undefined),
    examples: (random) => {
      const body = random.text(43, BASE64URL);
      return [{ text: `voyageai.Client("al-${body}")`, secret: `al-${body}`, hidden: [body] }];
    },
    lookAlikes: (random) => [`al-${random.text(43, BASE64URL)}`, `voyage al-${random.text(42, BASE64URL)}`],
  }),
];
