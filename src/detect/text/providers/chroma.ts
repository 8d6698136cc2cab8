/** Chroma Cloud: `ck-` and the base58 of 32 bytes. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';

export const chromaRules = [
  prefixedToken({
    id: 'chroma-api-key',
    title: 'Chroma Cloud API key',
    provider: 'Chroma',
    severity: 'high',
    advice: 'Delete it in Chroma Cloud (Settings, API keys): it reads and changes the collections.',
    prefixes: ['ck-'],
    isDelimited: true,
    body: [{ alphabet: ALPHANUMERIC.replace(/[0OIl]/g, ''), least: 43, most: 44 }],
    check: inBothCases,
  }),
];
