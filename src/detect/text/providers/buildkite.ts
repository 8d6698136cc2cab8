/** Buildkite: a prefix for each kind of token. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, lowerAlphanumeric } from '../token-parts.ts';

const shared = { provider: 'Buildkite' } as const;

export const buildkiteRules = [
  prefixedToken({
    ...shared,
    id: 'buildkite-api-token',
    title: 'Buildkite API access token',
    severity: 'high',
    advice: 'Revoke it at https://buildkite.com/user/api-access-tokens.',
    prefixes: ['bkua_'],
    body: [lowerAlphanumeric(40)],
  }),
  prefixedToken({
    ...shared,
    id: 'buildkite-agent-token',
    title: 'Buildkite agent, job or cluster token',
    severity: 'critical',
    advice:
      'Revoke it in the settings of the cluster (Agent tokens): with it anyone can run jobs and read their secrets.',
    prefixes: ['bkaj_', 'bkat_', 'bkct_'],
    body: [alphanumeric(40, 64)],
  }),
  prefixedToken({
    ...shared,
    id: 'buildkite-package-token',
    title: 'Buildkite packages registry token',
    severity: 'high',
    advice: 'Revoke it in the settings of the registry (Tokens).',
    prefixes: ['bkpr_', 'bkpt_'],
    body: [alphanumeric(40, 64)],
  }),
];
