/** SonarQube: `sqp_` (project), `squ_` (user) or `sqa_` (global analysis), and 40 hex digits. */
import { prefixedToken } from './prefixed-token.ts';
import { hex } from './token-parts.ts';

export const sonarqubeRules = [
  prefixedToken({
    id: 'sonarqube-token',
    title: 'SonarQube token',
    provider: 'SonarQube',
    severity: 'high',
    advice: 'Revoke it in the account (Security, Tokens), and look who read the code.',
    prefixes: ['sqp_', 'squ_', 'sqa_'],
    body: [hex(40)],
  }),
];
