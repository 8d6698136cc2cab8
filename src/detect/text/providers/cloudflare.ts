/**
 * Cloudflare: since 2026 tokens have a prefix for each kind, 40 base-62 digits and eight hex digits of their CRC-32; the key
 * of Origin CA is `v1.0-` and two runs of hex digits. Secret keys of Turnstile have 35 characters, its site keys, which are public, 24.
 */
import { crc32Hex } from '../checksum.ts';
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC, type RandomText } from '../random-text.ts';
import type { Candidate, Checksum } from '../rule.ts';
import { alphanumeric, base64url, hex } from '../token-parts.ts';

const shared = {
  provider: 'Cloudflare',
  severity: 'critical',
  body: [alphanumeric(40), hex(8)],
  checksum: ({ body }: Candidate): Checksum => (crc32Hex(body.slice(0, 40)) === body.slice(40) ? 'valid' : 'invalid'),
  sign: (random: RandomText) => {
    const payload = random.text(40, ALPHANUMERIC);
    return { valid: payload + crc32Hex(payload), invalid: payload + crc32Hex(`${payload}.`) };
  },
} as const;

export const cloudflareRules = [
  prefixedToken({
    ...shared,
    id: 'cloudflare-user-token',
    title: 'Cloudflare API token of a user',
    advice: 'Roll or delete it at https://dash.cloudflare.com/profile/api-tokens and look at the audit log.',
    prefixes: ['cfut_'],
  }),
  prefixedToken({
    ...shared,
    id: 'cloudflare-account-token',
    title: 'Cloudflare API token of an account',
    advice: 'Roll or delete it in the dashboard (Manage account, API tokens) and look at the audit log.',
    prefixes: ['cfat_'],
  }),
  prefixedToken({
    ...shared,
    id: 'cloudflare-global-key',
    title: 'Cloudflare global API key',
    advice:
      'Change it at https://dash.cloudflare.com/profile/api-tokens: it may do whatever its owner may. Use a token in its place.',
    prefixes: ['cfk_'],
  }),
  prefixedToken({
    id: 'cloudflare-origin-ca-key',
    title: 'Cloudflare Origin CA key',
    provider: 'Cloudflare',
    severity: 'high',
    advice:
      'Change it at https://dash.cloudflare.com/profile/api-tokens: it issues certificates for the zones of its owner.',
    prefixes: ['v1.0-'],
    body: [hex(24), '-', hex(146)],
  }),
  prefixedToken({
    id: 'cloudflare-turnstile-secret-key',
    title: 'Secret key of Cloudflare Turnstile',
    provider: 'Cloudflare',
    severity: 'medium',
    advice: 'Rotate it in the dashboard (Turnstile, settings of the widget).',
    prefixes: ['0x4AAAAAA'],
    body: [base64url(26)],
    check: inBothCases,
  }),
];
