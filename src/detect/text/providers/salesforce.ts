/**
 * Salesforce: session ids are the id of the organization (`00D` and 12 or 15 characters), `!`, and some 96 characters; refresh tokens, as they
 * stand in the URL with which its command line signs in (`force://PlatformCLI::…@…`), are `5Aep861` and 80.
 */

import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import { alphanumeric, type Run } from '../token-parts.ts';

const salesforceText = (least: number, most: number): Run => ({ alphabet: `${ALPHANUMERIC}._`, least, most });

export const salesforceRules = [
  prefixedToken({
    id: 'salesforce-session-id',
    title: 'Salesforce session id or access token',
    provider: 'Salesforce',
    severity: 'critical',
    advice: 'End the session in Setup (Session management), and revoke the connected app where one made it.',
    prefixes: ['00D'],
    body: [alphanumeric(12, 15), '!', salesforceText(80, 130)],
  }),
  prefixedToken({
    id: 'salesforce-refresh-token',
    title: 'Salesforce refresh token',
    provider: 'Salesforce',
    severity: 'critical',
    advice:
      'Revoke it in Setup (Connected Apps OAuth usage): until then it signs in as its user, whatever the password.',
    prefixes: ['5Aep861'],
    body: [salesforceText(72, 100)],
  }),
];
