/**
 * Sentry: `sntrys_` (organization token) is base64 of JSON with the URLs, `_`, and base64 of 32 random bytes; `sntryu_` (a
 * person's), `sntryi_` (integration) and `sntrya_` (application) are followed by 64 hex digits (sentry/types/token.py). A DSN holds a
 * public key: it sends events and reads none.
 */
import { decodeBase64Json } from '../base64.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { BASE64, HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { hex } from '../token-parts.ts';

const shared = { provider: 'Sentry' } as const;

export const sentryRules: readonly Rule[] = [
  {
    ...shared,
    id: 'sentry-organization-token',
    title: 'Sentry organization token',
    severity: 'high',
    confidence: 'high',
    advice: 'Revoke it in the settings of the organization (Organization tokens).',
    anchors: ['sntrys_'],
    pattern: /(?<prefix>sntrys_)(?<json>eyJ[A-Za-z0-9+/]{30,1000}={0,2})_(?<body>[A-Za-z0-9+/]{36,60})/,
    maxMatchBytes: 1073,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/_-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 3,
    check: ({ groups }) => {
      const organization = decodeBase64Json(groups.json ?? '')?.org;
      return typeof organization === 'string' ? { facts: { organization } } : { confidence: 'low' };
    },
    examples: (random) => {
      const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64');
      const body = random.text(43, BASE64);
      const whole = json({
        iat: 1790000000.5,
        url: 'https://sentry.io',
        region_url: 'https://us.sentry.io',
        org: 'acme',
      });
      const secret = `sntrys_${whole}_${body}`;
      const cut = `sntrys_${whole.slice(0, -7)}_${body}`;
      return [
        { text: secret, secret, hidden: [body], facts: { organization: 'acme' } },
        { text: cut, secret: cut, hidden: [body], confidence: 'low' },
      ];
    },
    lookAlikes: (random) => ['sntrys_eyJ', `sntrys_${random.text(60, BASE64)}_${random.text(43, BASE64)}`],
  },
  prefixedToken({
    ...shared,
    id: 'sentry-user-token',
    title: 'Sentry user or integration token',
    severity: 'high',
    advice: 'Revoke it in the user settings (Personal tokens), or in the integration.',
    prefixes: ['sntryu_', 'sntryi_', 'sntrya_'],
    body: [hex(64)],
  }),
  {
    ...shared,
    id: 'sentry-dsn',
    title: 'Sentry DSN',
    severity: 'low',
    confidence: 'medium',
    advice: 'Apps carry it by design: with it anyone can send events. Revoke the client key where that is a nuisance.',
    anchors: ['.sentry.io/', '@sentry.'],
    pattern:
      /https:\/\/(?<body>[0-9a-f]{32})(?::[0-9a-f]{32})?@(?:(?:[a-z0-9.-]{1,40}\.)?sentry\.io|sentry\.[a-z0-9.-]{2,60})\/[0-9]{1,20}/,
    bytesBefore: 115,
    maxMatchBytes: 170,
    edges: { after: /[A-Za-z0-9_-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 2.7,
    examples: (random) => {
      const body = random.text(32, HEX);
      return ['o4505.ingest.us.sentry.io/4507', 'sentry.io/1234', 'sentry.acme-shop.io/7'].map((host) => {
        const secret = `https://${body}@${host}`;
        return { text: secret, secret, hidden: [body] };
      });
    },
    lookAlikes: () => [
      'https://public@sentry.io/1',
      'https://docs.sentry.io/platforms/',
      'https://o1.ingest.sentry.io/api/1/',
    ],
  },
];
