/** Brevo, once Sendinblue: `xkeysib-` (API) or `xsmtpsib-` (SMTP), 64 hex digits, a dash and 16 characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, hex } from '../token-parts.ts';

export const brevoRules = [
  prefixedToken({
    id: 'brevo-api-key',
    title: 'Brevo (Sendinblue) API or SMTP key',
    provider: 'Brevo',
    severity: 'high',
    advice: 'Delete the key in the Brevo settings (SMTP & API): with it anyone sends mail in your name.',
    prefixes: ['xkeysib-', 'xsmtpsib-'],
    body: [hex(64), '-', alphanumeric(16)],
  }),
];
