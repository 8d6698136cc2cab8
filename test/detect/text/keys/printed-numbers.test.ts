import { describe, expect, test } from 'vitest';
import { BETWEEN_BYTES, readPrintedNumbers } from '../../../../src/detect/text/keys/printed-numbers.ts';

const DIGITS = '0123456789abcdef'.repeat(4);
const read = (text: string, most = 8) =>
  readPrintedNumbers(text, { from: 0, to: text.length, most, between: BETWEEN_BYTES, width: 0 }).map(
    ({ start, end }) => [start, end],
  );

describe('numbers', () => {
  test('may have comments between them, and begin anywhere near one another', () => {
    for (const gap of [1, 100, BETWEEN_BYTES - 300, BETWEEN_BYTES - 64]) {
      const between = ' '.repeat(gap);
      const second = gap + DIGITS.length + gap;
      expect(read(`${between}${DIGITS}${between}${DIGITS}\n`)).toEqual([
        [gap, gap + DIGITS.length],
        [second, second + DIGITS.length],
      ]);
    }
  });

  test.each([
    ['hex', (bytes: number) => 'e1'.repeat(bytes)],
    ['lines of pairs', (bytes: number) => `${'e1:'.repeat(15)}\n    `.repeat(Math.ceil(bytes / 15)).slice(0, -6)],
  ])('are read whole, however long they are and wherever they begin: %s', (_, print) => {
    for (const bytes of [20, 512, 1024, 2048, 2490])
      for (const gap of [0, 1000, BETWEEN_BYTES - 70]) {
        const number = print(bytes);
        expect(read(`${' '.repeat(gap)}${number} \n`)).toEqual([[gap, gap + number.length]]);
      }
  });

  test('may have a byte less than the order of their group, as one in 256 has, and not as few as an MD5', () => {
    for (const [bytes, count] of [
      [19, 1],
      [18, 1],
      [16, 0],
    ] as const) {
      const pairs = Array.from({ length: bytes }, () => 'e1').join(':');
      expect(
        [read(`priv:\n    ${pairs}\n`), read(` ${pairs.replaceAll(':', '')}\n`)].map(({ length }) => length),
      ).toEqual([count, count]);
    }
  });

  test('that stand far from what is before are not looked for', () => {
    const far = ' '.repeat(BETWEEN_BYTES);
    expect(read(`${far}${DIGITS}\n`)).toEqual([]);
    expect(read(`${DIGITS}${far}${DIGITS}\n`)).toEqual([[0, DIGITS.length]]);
  });
});
