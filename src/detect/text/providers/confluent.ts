/** Confluent Cloud since 2025: secrets are `cflt`, 54 base64 characters, and six of the base64 of their CRC-32, little-endian. */
import { crc32Base64 } from '../checksum.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { BASE64 } from '../random-text.ts';
import { base64 } from '../token-parts.ts';

export const confluentRules = [
  prefixedToken({
    id: 'confluent-api-secret',
    title: 'Confluent Cloud API secret',
    provider: 'Confluent',
    severity: 'critical',
    advice: 'Delete the API key in the Confluent Cloud console, and look in the audit log for what it did.',
    prefixes: ['cflt'],
    body: [base64(60)],
    checksum: ({ body }) => (body.slice(-6) === crc32Base64(body.slice(0, -6)) ? 'valid' : 'invalid'),
    sign: (random) => {
      const payload = random.text(54, BASE64);
      return { valid: payload + crc32Base64(payload), invalid: payload + crc32Base64(`${payload}.`) };
    },
  }),
];
