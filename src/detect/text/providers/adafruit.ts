/** Adafruit IO: `aio_` and 28 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const adafruitRules = [
  prefixedToken({
    id: 'adafruit-io-key',
    title: 'Adafruit IO key',
    provider: 'Adafruit',
    severity: 'medium',
    advice: 'Make a new key at https://io.adafruit.com (Active key).',
    prefixes: ['aio_'],
    body: [alphanumeric(28)],
  }),
];
