/** pganalyze: `pgar_` and 27 letters and digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const pganalyzeRules = [
  prefixedToken({
    id: 'pganalyze-read-key',
    title: 'Read API key of pganalyze',
    provider: 'pganalyze',
    severity: 'high',
    advice: 'Delete it in the settings of the organization (API keys): it reads queries and plans of the databases.',
    prefixes: ['pgar_'],
    body: [alphanumeric(27)],
  }),
];
