/** CircleCI: `CCIPAT_` (a person's) or `CCIPRJ_` (a project's), an id, and 40 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, lowerAlphanumeric } from '../token-parts.ts';

const shared = { provider: 'CircleCI' } as const;

export const circleciRules = [
  prefixedToken({
    ...shared,
    id: 'circleci-personal-token',
    title: 'CircleCI personal API token',
    severity: 'critical',
    advice:
      'Revoke it at https://app.circleci.com/settings/user/tokens, and change the secrets of the projects that it could read.',
    prefixes: ['CCIPAT_'],
    body: [alphanumeric(20, 24), '_', lowerAlphanumeric(40)],
  }),
  prefixedToken({
    ...shared,
    id: 'circleci-project-token',
    title: 'CircleCI project API token',
    severity: 'high',
    advice: 'Revoke it in the settings of the project (API permissions).',
    prefixes: ['CCIPRJ_'],
    body: [alphanumeric(20, 24), '_', lowerAlphanumeric(40)],
  }),
];
