/** Pinecone: `pcsk_`, an id of five or six characters, `_`, and 63 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const pineconeRules = [
  prefixedToken({
    id: 'pinecone-api-key',
    title: 'Pinecone API key',
    provider: 'Pinecone',
    severity: 'high',
    advice: 'Delete it in the Pinecone console (API keys).',
    prefixes: ['pcsk_'],
    body: [alphanumeric(5, 6), '_', alphanumeric(62, 64)],
  }),
];
