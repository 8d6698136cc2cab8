/**
 * New Relic (docs, "API keys"): a prefix for each kind; license keys end with `NRAL`. Tokens of mobile apps have 42 characters, the first of
 * them for the region (`AA` in the US), and end with `-NRMA`.
 */
import { prefixedToken } from '../prefixed-token.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { alphanumeric, base64url, hex, UUID, upperAlphanumeric } from '../token-parts.ts';

const shared = { provider: 'New Relic' } as const;
const REVOKE = 'Delete the key at https://one.newrelic.com/api-keys.';

export const newrelicRules: readonly Rule[] = [
  prefixedToken({
    ...shared,
    id: 'newrelic-user-key',
    title: 'New Relic user API key',
    severity: 'high',
    advice: REVOKE,
    prefixes: ['NRAK-'],
    body: [upperAlphanumeric(27)],
  }),
  prefixedToken({
    ...shared,
    id: 'newrelic-admin-key',
    title: 'New Relic admin or REST API key',
    severity: 'critical',
    advice: REVOKE,
    prefixes: ['NRAA-', 'NRRA-'],
    body: [hex(27, 42)],
  }),
  prefixedToken({
    ...shared,
    id: 'newrelic-insights-key',
    title: 'New Relic Insights key (insert or query)',
    severity: 'medium',
    advice: REVOKE,
    prefixes: ['NRII-', 'NRIQ-'],
    body: [base64url(32)],
  }),
  prefixedToken({
    ...shared,
    id: 'newrelic-browser-key',
    title: 'New Relic browser license key',
    // Pages carry it by design.
    severity: 'low',
    advice: `${REVOKE} Web pages carry such keys; it is of interest only where it should not be.`,
    prefixes: ['NRJS-'],
    body: [hex(19)],
  }),
  prefixedToken({
    ...shared,
    id: 'newrelic-synthetics-key',
    title: 'New Relic synthetics private location key',
    severity: 'medium',
    advice: 'Delete the private location in the synthetics settings and make another.',
    prefixes: ['NRSP-'],
    body: [alphanumeric(33, 40)],
  }),
  {
    ...shared,
    id: 'newrelic-license-key',
    title: 'New Relic license key',
    severity: 'medium',
    confidence: 'high',
    advice: `${REVOKE} With it anyone can send data into the account.`,
    anchors: ['NRAL'],
    pattern: /(?<body>(?:eu|us|gov)[0-9]{2}xx(?:[0-9a-f]{30}|[0-9a-f]{25,26}FFFF)|[0-9a-f]{36}|[0-9a-f]{32}FFFF)NRAL/,
    bytesBefore: 36,
    maxMatchBytes: 40,
    admitsStandIns: true,
    minBitsPerCharacter: 2.5,
    examples: (random) =>
      [
        random.text(36, HEX),
        `eu01xx${random.text(30, HEX)}`,
        `eu01xx${random.text(26, HEX)}FFFF`,
        `${random.text(32, HEX)}FFFF`,
      ].map((body) => ({
        text: `license_key: ${body}NRAL`,
        secret: `${body}NRAL`,
        hidden: [body],
      })),
    lookAlikes: (random) => [`${random.text(30, HEX)}NRAL`, `${random.text(36, HEX)}NRALX`, 'NRAL'],
  },
  {
    ...shared,
    id: 'newrelic-mobile-token',
    title: 'New Relic token of a mobile app',
    // Each copy of the app carries it by design.
    severity: 'low',
    confidence: 'high',
    advice: `${REVOKE} Mobile apps carry such tokens; it is of interest only where it should not be.`,
    anchors: ['-NRMA'],
    pattern: /(?<body>AA[0-9a-f]{40}|eu[0-9]{2}xx[0-9a-f]{36}|jpxx[0-9a-f]{38}|gov[0-9]{2}xx[0-9a-f]{35})-NRMA/,
    bytesBefore: 42,
    maxMatchBytes: 47,
    admitsStandIns: true,
    minBitsPerCharacter: 2.5,
    examples: (random) =>
      [
        ['AA', 40],
        ['eu01xx', 36],
        ['jpxx', 38],
        ['gov66xx', 35],
      ].map(([region, digits]) => {
        const body = `${region}${random.text(Number(digits), HEX)}`;
        return { text: `NewRelic.start("${body}-NRMA")`, secret: `${body}-NRMA`, hidden: [body] };
      }),
    lookAlikes: (random) => [`AA${random.text(38, HEX)}-NRMA`, `${random.text(42, HEX)}-NRMA`, '-NRMA'],
  },
  prefixedToken({
    ...shared,
    id: 'newrelic-pixie-key',
    title: 'New Relic Pixie API or deploy key',
    severity: 'high',
    advice: 'Delete the key in Pixie (Admin, API keys or Deploy keys).',
    prefixes: ['px-api-', 'px-dep-'],
    body: UUID,
  }),
];
