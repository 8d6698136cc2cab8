/**
 * `sk-` and nothing more to tell whose it is: 32 hex digits (DeepSeek and others that follow OpenAI), 48 base-62 digits (Stability,
 * Moonshot, the first keys of OpenAI, which have a mark and are left to its rule).
 */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, base64url, hex } from '../token-parts.ts';

const ADVICE = 'Find out from the text around it which service issued it, and delete it there.';

export const skKeyRules = [
  prefixedToken({
    id: 'minimax-api-key',
    title: 'MiniMax API key',
    provider: 'MiniMax',
    severity: 'high',
    advice: 'Delete it in the console of MiniMax (API keys) and look at the usage.',
    prefixes: ['sk-api-'],
    body: [base64url(119)],
  }),
  prefixedToken({
    id: 'deepseek-api-key',
    title: 'API key of DeepSeek, or of another service with keys of its form',
    provider: 'DeepSeek or another',
    severity: 'high',
    advice: ADVICE,
    prefixes: ['sk-'],
    body: [hex(32)],
    edges: { before: /[A-Za-z0-9_-]/, after: /[A-Za-z0-9_-]/ },
  }),
  prefixedToken({
    id: 'sk-api-key',
    title: 'API key in the form of the first ones of OpenAI (Stability, Moonshot and others)',
    provider: 'unknown',
    severity: 'high',
    advice: ADVICE,
    prefixes: ['sk-'],
    body: [alphanumeric(48)],
    edges: { before: /[A-Za-z0-9_-]/, after: /[A-Za-z0-9_-]/ },
    check: (candidate) => (candidate.body.includes('T3BlbkFJ') ? undefined : inBothCases(candidate)),
  }),
];
