/**
 * NVIDIA: `nvapi-` and 64 base64url characters or more. Keys of NGC before that: base64 of 26 letters and digits, a colon and a UUID, which
 * has no mark of its own.
 */
import { decodeBase64Text } from '../base64.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { DIGITS, LOWER, uuidOf } from '../random-text.ts';
import type { Assessment, Candidate } from '../rule.ts';
import { servicesOf } from '../services.ts';
import { alphanumeric, type Shape } from '../shape.ts';
import { base64url } from '../token-parts.ts';

const OLDER_KEY: Shape = {
  ...alphanumeric(84),
  make: (random) => Buffer.from(`${random.text(26, DIGITS + LOWER)}:${uuidOf(random)}`).toString('base64'),
};

export const nvidiaRules = [
  prefixedToken({
    id: 'nvidia-api-key',
    title: 'NVIDIA API key (NGC, NIM)',
    provider: 'NVIDIA',
    severity: 'high',
    advice: 'Delete it in the NGC organization (Setup, API keys).',
    prefixes: ['nvapi-'],
    body: [base64url(60, 70)],
  }),
  ...servicesOf([
    [
      'ngc api,ngc cli',
      'NVIDIA',
      OLDER_KEY,
      { what: 'older API key of NGC', where: 'the NGC organization (Setup, API keys)', check: holdsUuid },
    ],
  ]),
];

function holdsUuid({ secret }: Candidate): Assessment | undefined {
  const text = decodeBase64Text(secret, 'standard') ?? '';
  return /^[A-Za-z0-9]{26}:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/.test(text) ? {} : undefined;
}
