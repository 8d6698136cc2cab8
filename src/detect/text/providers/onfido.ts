/**
 * Onfido (documentation.onfido.com): `api_live`, a region that is not the first, a dot, and characters with one dot more in them;
 * `api_sandbox` moves nobody's data.
 */
import { prefixedToken } from '../prefixed-token.ts';
import { BASE64URL } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { isQuarterWords } from '../value-kind.ts';

/** Members of something that has that name are words. */
const isDrawnBody: NonNullable<Rule['check']> = ({ body }) =>
  /[A-Z]/.test(body) && /[a-z]/.test(body) && !isQuarterWords(body) ? {} : undefined;
const shared = {
  provider: 'Onfido',
  advice: 'Revoke it in the Onfido dashboard (Developers, Tokens): it reads the documents of those who were checked.',
  body: [{ alphabet: `${BASE64URL}.`, least: 30, most: 80 }],
  check: isDrawnBody,
};

export const onfidoRules = [
  prefixedToken({
    ...shared,
    id: 'onfido-live-token',
    title: 'Onfido API token',
    severity: 'critical',
    prefixes: ['api_live.', 'api_live_us.', 'api_live_ca.'],
  }),
  prefixedToken({
    ...shared,
    id: 'onfido-sandbox-token',
    title: 'Onfido API token of the sandbox',
    severity: 'low',
    prefixes: ['api_sandbox.', 'api_sandbox_us.', 'api_sandbox_ca.'],
  }),
];
