/**
 * SonarQube: `sqp_` (project), `squ_` (user) or `sqa_` (global analysis), and 40 hex digits; before version 9.4 without a prefix.
 * Scoped tokens of an organization at SonarQube Cloud: `sqco_` and 59 letters and digits.
 */
import { prefixedToken } from '../prefixed-token.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { alphanumeric, hex } from '../token-parts.ts';

export const sonarqubeRules: readonly Rule[] = [
  prefixedToken({
    id: 'sonarqube-token',
    title: 'SonarQube token',
    provider: 'SonarQube',
    severity: 'high',
    advice: 'Revoke it in the account (Security, Tokens), and look who read the code.',
    prefixes: ['sqp_', 'squ_', 'sqa_'],
    body: [hex(40)],
  }),
  prefixedToken({
    id: 'sonarqube-organization-token',
    title: 'Scoped organization token of SonarQube Cloud',
    provider: 'SonarQube',
    severity: 'high',
    advice: 'Revoke it in the organization (Administration, Scoped organization tokens), and look who read the code.',
    prefixes: ['sqco_'],
    body: [alphanumeric(59)],
  }),
  {
    id: 'sonarqube-token-setting',
    title: 'SonarQube token of old in a setting of its scanner',
    provider: 'SonarQube',
    severity: 'high',
    confidence: 'high',
    advice: 'Revoke it in the account (Security, Tokens), and look who read the code.',
    anchors: ['sonar.login', 'sonar.token'],
    pattern: /sonar\.(?:login|token)["']?[ \t]{0,4}[=:,][ \t]{0,4}["']?(?<secret>[0-9a-f]{40})/,
    maxMatchBytes: 64,
    edges: { after: /[A-Za-z0-9_]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 2.7,
    examples: (random) => {
      const secret = random.text(40, HEX);
      return [`-Dsonar.login=${secret}`, `"sonar.token", "${secret}"`].map((text) => ({
        text,
        secret,
        hidden: [secret],
      }));
    },
    lookAlikes: (random) => [
      '-Dsonar.login=admin',
      `-Dsonar.login=${random.text(39, HEX)}`,
      `sonar.login ${random.text(40, HEX)}`,
    ],
  },
];
