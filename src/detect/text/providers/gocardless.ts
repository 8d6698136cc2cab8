/** GoCardless: `live_` or `sandbox_` and 40 base64url characters. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const gocardlessRules = [
  prefixedToken({
    id: 'gocardless-live-token',
    title: 'GoCardless access token',
    provider: 'GoCardless',
    severity: 'critical',
    advice: 'Revoke it in the GoCardless dashboard (Developers, API).',
    prefixes: ['live_'],
    body: [base64url(40)],
    // No name with what follows it in a table of strings: `live_symbols_and_ignored_derived_traitsFailed`, in the compiler of Rust.
    // A stream key of Twitch has the number of its channel there.
    check: (candidate) => (/^[0-9]{6,}_/.test(candidate.body) ? undefined : inBothCasesWithoutWord(candidate)),
  }),
];
