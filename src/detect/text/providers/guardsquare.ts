/** AppSweep of Guardsquare, to which builds of Android and iOS are sent: `gs_appsweep_`, seven base-62 digits, `_` and 32 of them. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const guardsquareRules = [
  prefixedToken({
    id: 'guardsquare-appsweep-key',
    title: 'Guardsquare AppSweep API key',
    provider: 'Guardsquare',
    severity: 'medium',
    advice:
      'Delete it in the settings of the project at AppSweep (API keys): builds are uploaded with it, and findings read.',
    prefixes: ['gs_appsweep_'],
    body: [alphanumeric(7), '_', alphanumeric(32)],
  }),
];
