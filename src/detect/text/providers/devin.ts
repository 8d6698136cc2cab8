/**
 * Devin: `apk_user_` and some 150 base64 digits (a person's key), `apk_` and some 90 (a service's), `cog_` and 52 base-32 digits (a
 * service user's).
 */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { BASE32 } from '../random-text.ts';
import { base64 } from '../token-parts.ts';

const shared = {
  provider: 'Devin',
  severity: 'high',
  advice: 'Revoke it in the settings of the organization, and look at the sessions that it began.',
} as const;

export const devinRules = [
  prefixedToken({
    ...shared,
    id: 'devin-personal-api-key',
    title: 'Devin API key of a person',
    prefixes: ['apk_user_'],
    body: [base64(120, 180)],
  }),
  prefixedToken({
    ...shared,
    id: 'devin-service-api-key',
    title: 'Devin API key of a service',
    prefixes: ['apk_'],
    body: [base64(80, 100)],
    check: inBothCases,
  }),
  prefixedToken({
    ...shared,
    id: 'devin-service-user-token',
    title: 'Devin token of a service user',
    prefixes: ['cog_'],
    body: [{ alphabet: BASE32.toLowerCase(), least: 52, most: 52 }],
  }),
];
