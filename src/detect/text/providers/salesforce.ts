/** Salesforce: session ids are the id of the organization (`00D` and 12 or 15 characters), `!`, and some 96 characters. */

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
];
