import { describe, expect, test } from 'vitest';
import { CborCursor } from '../../../src/detect/structures/cbor-cursor.ts';

const at = (hex: string) => new CborCursor(Buffer.from(hex.replaceAll(' ', ''), 'hex'), 0);

/** Encodings of RFC 8949, appendix A. */
describe('CBOR', () => {
  test.each([
    ['00', 0],
    ['17', 23],
    ['18 64', 100],
    ['19 03e8', 1000],
    ['1a 000f4240', 1_000_000],
    ['20', -1],
    ['38 63', -100],
    ['39 03e7', -1000],
  ])('the integer %s', (hex, value) => {
    const cursor = at(hex);
    expect(cursor.integer()).toBe(value);
    expect(cursor.position).toBe(hex.replaceAll(' ', '').length / 2);
  });

  test.each(['1b000000e8d4a51000', '18', '1903', 'f4', '5f'])('%s is no integer that we read', (hex) => {
    const cursor = at(hex);
    expect(cursor.integer()).toBeUndefined();
    expect(cursor.position).toBe(0);
  });

  test.each(['a26161016162820203', '83010203', '8301820203820405', 'c11a514b67b0', 'f5', '6449455446', '4401020304'])(
    '%s is stepped over whole',
    (hex) => {
      const cursor = at(hex);
      expect(cursor.skip()).toBe(true);
      expect(cursor.position).toBe(hex.length / 2);
    },
  );

  test.each(['440102', '830102', '9f0102ff', '818181818181', '9a00100000', ''])('%s is not stepped over', (hex) => {
    expect(at(hex).skip()).toBe(false);
  });

  test('a string that is cut leaves the cursor where it was', () => {
    const cursor = at('58 40 01 02 03');
    expect(cursor.byteString()).toBeUndefined();
    expect(cursor.position).toBe(0);
    expect(cursor.skip()).toBe(false);
  });
});
