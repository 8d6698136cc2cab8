/** Zuplo: `zpka_`, 32 letters and digits, `_` and their CRC-32 as eight hex digits. */
import { crc32Hex } from '../checksum.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { DIGITS, LOWER } from '../random-text.ts';
import { hex, lowerAlphanumeric } from '../token-parts.ts';

export const zuploRules = [
  prefixedToken({
    id: 'zuplo-api-key',
    title: 'API key that a Zuplo gateway issued',
    provider: 'Zuplo',
    severity: 'high',
    advice: 'Roll the key of the consumer in the Zuplo portal (Services, API key service).',
    prefixes: ['zpka_'],
    body: [lowerAlphanumeric(32), '_', hex(8)],
    checksum: ({ body }) => (crc32Hex(body.slice(0, 32)) === body.slice(33) ? 'valid' : 'invalid'),
    sign: (random) => {
      const payload = random.text(32, DIGITS + LOWER);
      return { valid: `${payload}_${crc32Hex(payload)}`, invalid: `${payload}_${crc32Hex(`${payload}.`)}` };
    },
  }),
];
