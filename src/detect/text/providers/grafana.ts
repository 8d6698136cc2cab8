/**
 * Grafana: `glsa_`, 32 base-62 digits, `_` and the CRC-32 of all before it, its four bytes little-endian in hex; `glc_` (Cloud
 * access policy) and the API keys of old are base64 of JSON: `{"o":…,"n":…,"k":…}` and `{"k":…,"n":…,"id":…}`.
 */
import { decodeBase64Json } from '../base64.ts';
import { crc32HexLittleEndian } from '../checksum.ts';
import { prefixed } from '../example.ts';
import { looksMadeUp } from '../placeholder.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC, BASE64, HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { alphanumeric, anyHex, base64 } from '../token-parts.ts';

const shared = { provider: 'Grafana' } as const;
const STAND_IN = { confidence: 'low', facts: { looksLikePlaceholder: true } } as const;
const ADVICE = 'Delete it in Grafana (Administration, Users and access, Service accounts).';

export const grafanaRules: readonly Rule[] = [
  prefixedToken({
    ...shared,
    id: 'grafana-service-account-token',
    title: 'Grafana service account token',
    severity: 'high',
    advice: ADVICE,
    prefixes: ['glsa_'],
    body: [alphanumeric(32), '_', anyHex(8)],
    checksum: ({ secret }) => (crc32HexLittleEndian(secret.slice(0, -9)) === secret.slice(-8) ? 'valid' : 'invalid'),
    sign: (random) => {
      const payload = random.text(32, ALPHANUMERIC);
      return {
        valid: `${payload}_${crc32HexLittleEndian(`glsa_${payload}`)}`,
        invalid: `${payload}_${crc32HexLittleEndian(`${payload}`)}`,
      };
    },
  }),
  prefixedToken({
    ...shared,
    id: 'grafana-cloud-token',
    title: 'Grafana Cloud access policy token',
    severity: 'high',
    advice: 'Delete it in Grafana Cloud (Security, Access policies).',
    prefixes: ['glc_'],
    body: [base64(32, 1000)],
    // Base64 that is not the JSON it ought to be was cut or changed.
    check: ({ body }) => (hasMembers(body, ['k', 'n']) ? {} : { confidence: 'low' }),
    examples: (random) => {
      const body = json({ o: '123456', n: 'stack-policy', k: random.text(24, ALPHANUMERIC) });
      const cut = body.slice(0, -3);
      return [prefixed('glc_', body), prefixed('glc_', cut, { confidence: 'low' })];
    },
  }),
  prefixedToken({
    ...shared,
    id: 'grafana-api-key',
    title: 'Grafana API key',
    severity: 'high',
    advice: 'Delete it in Grafana (Administration, API keys); service accounts have taken their place.',
    // `{"k":"`
    prefixes: ['eyJrIjoi'],
    body: [base64(40, 1000)],
    check: ({ secret }) => {
      if (hasMembers(secret, ['k', 'n', 'id'])) return looksMadeUp(`${decodeBase64Json(secret)?.k}`) ? STAND_IN : {};
      // Cut or changed, but `"k"` holds what may be a key.
      return /^\{"k":"[\x21-\x7e]{24,}","n":"/.test(Buffer.from(secret, 'base64').toString('latin1'))
        ? { confidence: 'low' }
        : undefined;
    },
    examples: (random) => {
      const made = (k: string) => json({ k, n: 'mykey', id: 1 }).slice('eyJrIjoi'.length);
      return [
        prefixed('eyJrIjoi', made(random.text(32, ALPHANUMERIC))),
        prefixed('eyJrIjoi', made(`EXAMPLE${random.text(22, ALPHANUMERIC)}`), { confidence: 'low' }),
      ];
    },
    lookAlikes: (random) => [
      json({ kid: random.text(32, HEX), alg: 'HS256' }),
      json({ k: random.text(8, HEX), kty: 'oct' }),
      `eyJrIjoi${random.text(40, BASE64)}`,
    ],
  }),
];

const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64').replace(/=+$/, '');

/** Whether base64 holds JSON of an object that has all of `members`. */
function hasMembers(base64: string, members: readonly string[]): boolean {
  const object = decodeBase64Json(base64);
  return object !== undefined && members.every((member) => Object.hasOwn(object, member));
}
