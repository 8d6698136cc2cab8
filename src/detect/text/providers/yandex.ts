/**
 * Yandex: API keys of its cloud are `AQVN` and 35 or more characters; OAuth tokens `y0_`; server keys of SmartCaptcha `ysc2_`;
 * keys of the dictionary and translator have their date.
 */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, base64url, digits, hex } from '../token-parts.ts';

const shared = { provider: 'Yandex' } as const;

export const yandexRules = [
  prefixedToken({
    ...shared,
    id: 'yandex-cloud-api-key',
    title: 'Yandex Cloud API key',
    severity: 'high',
    advice: 'Delete it in the console (Service accounts, API keys).',
    prefixes: ['AQVN'],
    body: [base64url(35, 38)],
    edges: { before: /[A-Za-z0-9+/_-]/, after: /[A-Za-z0-9+/=_-]/ },
  }),
  prefixedToken({
    ...shared,
    id: 'yandex-oauth-token',
    title: 'Yandex OAuth token',
    severity: 'high',
    advice: 'Revoke it at https://id.yandex.ru (Data, Access to data).',
    prefixes: ['y0__', 'y0_A'],
    body: [base64url(52, 66)],
  }),
  prefixedToken({
    ...shared,
    id: 'yandex-iam-token',
    title: 'Yandex Cloud IAM token',
    severity: 'medium',
    advice: 'It lives twelve hours. Revoke it with `yc iam revoke-token`.',
    prefixes: ['t1.9eu'],
    body: [base64url(100, 400), '.', base64url(80, 90)],
  }),
  prefixedToken({
    ...shared,
    id: 'yandex-translate-key',
    title: 'Yandex dictionary, predictor or translator key',
    severity: 'low',
    advice: 'Delete it in the developer console of the service.',
    prefixes: ['dict.1.1.', 'pdct.1.1.', 'trnsl.1.1.'],
    body: [digits(8), 'T', digits(6), 'Z.', hex(16), '.', hex(40)],
  }),
  prefixedToken({
    ...shared,
    id: 'yandex-smartcaptcha-server-key',
    title: 'Server key of Yandex SmartCaptcha',
    severity: 'medium',
    advice:
      'Make a new captcha in the console of Yandex Cloud and delete this one; its client key (`ysc1_`) is public.',
    prefixes: ['ysc2_'],
    body: [alphanumeric(40), hex(8)],
  }),
];
