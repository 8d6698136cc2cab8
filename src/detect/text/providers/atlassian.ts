/**
 * Atlassian and Bitbucket: `ATATT` (API token of a user), `ATCTT` (access token of a repository, project or workspace), both
 * with `=` and eight hex digits at the end; `ATBB` (app password), 32 characters of which the last eight are hex digits.
 * They are CRC-32 of the text before, as far as anyone outside knows: one that holds says much, another one nothing.
 */
import { crc32Hex } from '../checksum.ts';
import { prefixed } from '../example.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { type RandomText, UPPER } from '../random-text.ts';
import type { Candidate, Checksum, Example } from '../rule.ts';
import { alphanumeric, base64url, type Part, textOf, upperHex } from '../token-parts.ts';

const checksum = ({ secret }: Candidate): Checksum =>
  crc32Hex(beforeChecksum(secret)) === secret.slice(-8).toLowerCase() ? 'valid' : 'none';
const shared = { provider: 'Atlassian', checksum } as const;
const token: readonly Part[] = [base64url(60, 500), '=', upperHex(8)];
const appPassword: readonly Part[] = [alphanumeric(24), upperHex(8)];

export const atlassianRules = [
  prefixedToken({
    ...shared,
    id: 'atlassian-api-token',
    title: 'Atlassian API token',
    severity: 'critical',
    advice:
      'Revoke it at https://id.atlassian.com/manage-profile/security/api-tokens: it is its owner in Jira, Confluence and Bitbucket.',
    prefixes: ['ATATT3xFfGF0'],
    body: token,
    examples: (random) => examples('ATATT3xFfGF0', token, random),
  }),
  prefixedToken({
    ...shared,
    id: 'bitbucket-access-token',
    title: 'Bitbucket access token of a repository, project or workspace',
    severity: 'critical',
    advice: 'Revoke it in the settings of the repository, project or workspace (Access tokens).',
    prefixes: ['ATCTT3xFfGN0'],
    body: token,
    examples: (random) => examples('ATCTT3xFfGN0', token, random),
  }),
  prefixedToken({
    ...shared,
    id: 'bitbucket-app-password',
    title: 'Bitbucket app password',
    severity: 'critical',
    advice: 'Revoke it in the personal settings (App passwords); API tokens have taken the place of app passwords.',
    prefixes: ['ATBB'],
    body: appPassword,
    examples: (random) => examples('ATBB', appPassword, random),
    lookAlikes: (random) => [
      'LATBbits.LATB5',
      `ATBB${textOf(appPassword, random).slice(1)}`,
      `ATBB${random.text(32, UPPER)}`,
      `S${'ATBB'}${textOf(appPassword, random)}`,
    ],
  }),
];

/** One whose checksum holds, and one whose does not. */
function examples(prefix: string, body: readonly Part[], random: RandomText): Example[] {
  const other = textOf(body, random);
  const made = textOf(body, random).slice(0, -8);
  const signed = made + crc32Hex(beforeChecksum(`${prefix}${made}00000000`)).toUpperCase();
  return [
    prefixed(prefix, signed, { facts: { checksum: 'valid' } }),
    prefixed(prefix, other, { facts: { checksum: 'none' } }),
  ];
}

function beforeChecksum(secret: string): string {
  return secret.slice(0, -8).replace(/=$/, '');
}
