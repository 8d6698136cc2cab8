/** Midtrans: `Mid-server-` and 24 characters, in the sandbox with `SB-` before it. The keys `Mid-client-` are for web pages. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const midtransRules = [
  prefixedToken({
    id: 'midtrans-server-key',
    title: 'Midtrans server key',
    provider: 'Midtrans',
    severity: 'critical',
    advice: 'Regenerate it in the Midtrans portal (Settings, Access keys): it takes and refunds payments.',
    prefixes: ['Mid-server-'],
    body: [base64url(20, 28)],
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9_-]/ },
    contextBytes: 3,
    check(candidate) {
      const { window, start } = candidate;
      if (inBothCasesWithoutWord(candidate) === undefined) return undefined;
      return window.slice(Math.max(0, start - 3), start) === 'SB-' ? { severity: 'low' } : {};
    },
  }),
];
