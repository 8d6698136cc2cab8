/** Datadog: an API key has 32 hex digits, an application key 40 (docs, "API and Application Keys"). */
import { servicesOf } from './services.ts';
import { hex } from './shape.ts';

export const datadogRules = servicesOf([
  ['datadog,datadoghq,dd api', 'Datadog', hex(32), { where: 'Organization Settings, API Keys' }],
  [
    'datadog,dd app,dd application',
    'Datadog',
    hex(40),
    { what: 'application key', where: 'Organization Settings, Application Keys' },
  ],
]);
