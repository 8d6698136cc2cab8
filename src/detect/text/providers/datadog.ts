/**
 * Datadog: an API key has 32 hex digits, an application key 40 (docs, "API and Application Keys"). Since 2026 `ddapp_`, `ddpat_` (a
 * person's) and `ddsat_` (of a service account) stand before what identifies itself (docs, "Personal Access Tokens").
 */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import { servicesOf } from '../services.ts';
import { alphanumeric, hex, inRow } from '../shape.ts';

export const datadogRules = [
  prefixedToken({
    id: 'datadog-access-token',
    title: 'Datadog access token or application key',
    provider: 'Datadog',
    severity: 'high',
    advice: 'Revoke it in Datadog (Organization Settings), and look in the audit trail for what it read.',
    prefixes: ['ddapp_', 'ddpat_', 'ddsat_'],
    body: [{ alphabet: `${ALPHANUMERIC}_`, least: 30, most: 120 }],
    check: inBothCasesWithoutWord,
  }),
  ...servicesOf([
    ['datadog,dd api,~dd', 'Datadog', hex(32), { where: 'Organization Settings, API Keys' }],
    [
      'datadog,dd app,dd application,~dd',
      'Datadog',
      alphanumeric(40),
      { what: 'application key', where: 'Organization Settings, Application Keys' },
    ],
    [
      'datadog,dd client,dd rum,~dd',
      'Datadog',
      inRow('pub', hex(32)),
      { what: 'client token', severity: 'low', where: 'Organization Settings, Client Tokens' },
    ],
  ]),
];
