import { expect, it } from 'vitest';
import { bitsPerCharacter } from '../../../src/detect/text/entropy.ts';

it.each([
  ['', 0],
  ['a', 0],
  ['aaaa', 0],
  ['ab', 1],
  ['aabb', 1],
  ['abcd', 2],
  ['0123456789abcdef', 4],
  ['aaab', 0.8112781],
])('the characters of %j carry %d bits each', (text, bits) => {
  expect(bitsPerCharacter(text)).toBeCloseTo(bits, 6);
});
