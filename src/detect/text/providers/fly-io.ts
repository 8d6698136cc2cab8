/** Fly.io: macaroons, `fm1r_`, `fm1a_` or `fm2_` and base64 that begins with a MessagePack array; `fo1_` and 43 characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64, base64url } from '../token-parts.ts';

const shared = { provider: 'Fly.io' } as const;

export const flyIoRules = [
  prefixedToken({
    ...shared,
    id: 'fly-io-token',
    title: 'Fly.io access token',
    severity: 'critical',
    advice: 'Revoke it with `fly tokens revoke`, or in the dashboard (Tokens).',
    prefixes: ['fm1r_', 'fm1a_'],
    body: [base64(80, 8000)],
  }),
  prefixedToken({
    ...shared,
    id: 'fly-io-macaroon',
    title: 'Fly.io access token (macaroon)',
    severity: 'critical',
    advice: 'Revoke it with `fly tokens revoke`, or in the dashboard (Tokens).',
    prefixes: ['fm2_lJPE'],
    body: [base64(80, 8000)],
  }),
  prefixedToken({
    ...shared,
    id: 'fly-io-personal-token',
    title: 'Fly.io personal access token',
    severity: 'critical',
    advice: 'Revoke it with `fly tokens revoke`, or in the dashboard (Tokens).',
    prefixes: ['fo1_'],
    body: [base64url(43)],
  }),
];
