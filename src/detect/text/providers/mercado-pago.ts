/** Mercado Pago: `APP_USR-`, the application, month, day and hour, 32 hex digits and the account; public keys are a UUID instead. */
import { prefixedToken } from '../prefixed-token.ts';
import { digits, hex } from '../token-parts.ts';

export const mercadoPagoRules = [
  prefixedToken({
    id: 'mercado-pago-access-token',
    title: 'Mercado Pago access token',
    provider: 'Mercado Pago',
    severity: 'critical',
    advice:
      'Renew the credentials of the application (Your integrations, Production credentials), and look at payments and refunds.',
    prefixes: ['APP_USR-'],
    body: [digits(13, 17), '-', digits(6), '-', hex(32), '-', digits(6, 11)],
  }),
];
