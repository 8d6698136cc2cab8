/** CAST AI: `castai_v1_`, 64 hex digits, and behind another `_` the CRC-32 of all that stands before it, in eight hex digits. */
import { crc32Hex } from '../checksum.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { HEX } from '../random-text.ts';
import { hex } from '../token-parts.ts';

const PREFIX = 'castai_v1_';

export const castAiRules = [
  prefixedToken({
    id: 'cast-ai-api-key',
    title: 'CAST AI API key',
    provider: 'CAST AI',
    severity: 'critical',
    advice: 'Delete it in the console of CAST AI (API keys): it scales and replaces the nodes of your clusters.',
    prefixes: [PREFIX],
    body: [hex(64), '_', hex(8)],
    checksum: ({ body }) => (body.slice(-8) === crc32Hex(PREFIX + body.slice(0, 64)) ? 'valid' : 'invalid'),
    sign: (random) => {
      const drawn = random.text(64, HEX);
      const checksum = crc32Hex(PREFIX + drawn);
      return {
        valid: `${drawn}_${checksum}`,
        invalid: `${drawn}_${checksum.startsWith('0') ? '1' : '0'}${checksum.slice(1)}`,
      };
    },
  }),
];
