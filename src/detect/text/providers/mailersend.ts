/** MailerSend: `mlsn.` and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const mailersendRules = [
  prefixedToken({
    id: 'mailersend-api-token',
    title: 'MailerSend API token',
    provider: 'MailerSend',
    severity: 'high',
    advice: 'Pause or delete it under Integrations, API tokens of MailerSend, and look at what was sent.',
    prefixes: ['mlsn.'],
    body: [alphanumeric(40, 80)],
  }),
];
