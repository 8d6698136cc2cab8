/** Datadog: an API key has 32 hex digits, an application key 40 (docs, "API and Application Keys"). */
import { servicesOf } from '../services.ts';
import { alphanumeric, hex, inRow } from '../shape.ts';

export const datadogRules = servicesOf([
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
]);
