/** Zuplo: `zpka_`, 32 hex digits, `_` and their CRC-32 as eight. */
import { crc32Hex } from '../checksum.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { HEX } from '../random-text.ts';
import { hex } from '../token-parts.ts';

export const zuploRules = [
  prefixedToken({
    id: 'zuplo-api-key',
    title: 'API key that a Zuplo gateway issued',
    provider: 'Zuplo',
    severity: 'high',
    advice: 'Roll the key of the consumer in the Zuplo portal (Services, API key service).',
    prefixes: ['zpka_'],
    body: [hex(32), '_', hex(8)],
    checksum: ({ body }) => (crc32Hex(body.slice(0, 32)) === body.slice(33) ? 'valid' : 'invalid'),
    sign: (random) => {
      const payload = random.text(32, HEX);
      return { valid: `${payload}_${crc32Hex(payload)}`, invalid: `${payload}_${crc32Hex(`${payload}.`)}` };
    },
  }),
];
