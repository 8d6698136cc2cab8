/** Cartesia (docs.cartesia.ai): `sk_car_` and 20 or more letters, digits and `_`. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';

/** Two thirds of a name like `ModelNumber_Series_2024` are words with a capital each; of 10,000 random bodies, one. */
function isOfShortWords(body: string): boolean {
  return 3 * (body.match(/[A-Z][a-z]{3,}/g) ?? []).join('').length >= 2 * body.length;
}

export const cartesiaRules = [
  prefixedToken({
    id: 'cartesia-api-key',
    title: 'Cartesia API key',
    provider: 'Cartesia',
    severity: 'high',
    advice: 'Delete it at https://play.cartesia.ai/keys.',
    prefixes: ['sk_car_'],
    body: [{ alphabet: `${ALPHANUMERIC}_`, least: 20, most: 30 }],
    check: (candidate) => (isOfShortWords(candidate.body) ? undefined : inBothCasesWithoutWord(candidate)),
    lookAlikes: (random) => [
      'sk_car_ModelNumber_Series_2024_x',
      `sk_car_${random.text(19, ALPHANUMERIC)}`,
      `sk_car_${random.text(40, ALPHANUMERIC)}`,
    ],
  }),
];
