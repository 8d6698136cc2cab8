/** Cartesia (docs.cartesia.ai): `sk_car_` and 20 or more letters, digits and `_`. */
import { inBothCasesWithoutWord, prefixedToken } from './prefixed-token.ts';
import { ALPHANUMERIC } from './random-text.ts';

export const cartesiaRules = [
  prefixedToken({
    id: 'cartesia-api-key',
    title: 'Cartesia API key',
    provider: 'Cartesia',
    severity: 'high',
    advice: 'Delete it at https://play.cartesia.ai/keys.',
    prefixes: ['sk_car_'],
    body: [{ alphabet: `${ALPHANUMERIC}_`, least: 20, most: 30 }],
    check: inBothCasesWithoutWord,
  }),
];
