import { describe, expect, test } from 'vitest';
import { DerCursor, TAG } from '../../../src/detect/der/der-cursor.ts';
import { integer, octets, sequence } from '../../builders/der.ts';

const cursor = (hex: string) => new DerCursor(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('DerCursor', () => {
  test.each([
    ['0', '02 01 00', 0n],
    ['127', '02 01 7f', 127n],
    ['128 with a zero for the sign', '02 02 00 80', 128n],
    ['2^64', '02 09 01 00 00 00 00 00 00 00 00', 1n << 64n],
  ])('reads the INTEGER %s', (_, hex, value) => {
    const read = cursor(hex);
    expect(read.integer(16)).toBe(value);
    expect(read.atEnd).toBe(true);
  });

  test.each([
    ['an INTEGER without content', '02 00'],
    ['a negative INTEGER', '02 01 80'],
    ['an INTEGER with a needless zero', '02 02 00 7f'],
    ['an INTEGER longer than allowed', `02 11 ${'01'.repeat(17)}`],
    ['an INTEGER cut short', '02 02 01'],
    ['a length alone', '02'],
    ['nothing', ''],
    ['another tag', '03 01 00'],
  ])('refuses %s and stays where it is', (_, hex) => {
    const read = cursor(hex);
    expect(read.integer(16)).toBeUndefined();
    expect(read.position).toBe(0);
  });

  test.each([
    ['the indefinite length', '30 80 02 01 00 00 00'],
    ['the reserved length ff', '30 ff 02 01 00'],
    ['a long form where the short one does', '30 81 03 02 01 00'],
    ['a length of two bytes where one does', `30 82 00 80 ${'00'.repeat(128)}`],
    ['a length of four bytes', `30 84 00 00 00 03 02 01 00`],
    ['an element longer than the data', '30 04 02 01 00'],
    ['length bytes cut off', '30 82 01'],
  ])('refuses %s', (_, hex) => {
    expect(cursor(hex).element(TAG.sequence)).toBeUndefined();
    expect(cursor(hex).octets(TAG.sequence)).toBeUndefined();
  });

  test('an element inside does not reach past the one that encloses it', () => {
    const inside = cursor('30 03 02 02 00 80').element(TAG.sequence);
    expect(inside?.integer(4)).toBeUndefined();
  });

  test.each([0, 1, 127, 128, 255, 256, 65535, 65536])('reads a string of %i bytes to its end', (length) => {
    const read = new DerCursor(octets(Buffer.alloc(length, 7)));
    expect(read.octets(TAG.octetString)).toHaveLength(length);
    expect(read.atEnd).toBe(true);
  });

  test('reads from an offset, and says how far it came', () => {
    const bytes = Buffer.concat([Buffer.alloc(5, 0xff), sequence(integer(1), integer(2)), Buffer.alloc(5, 0xff)]);
    const read = new DerCursor(bytes, 5);
    const inside = read.element(TAG.sequence);
    expect([inside?.integer(1), inside?.nextTag, inside?.integer(1), inside?.nextTag]).toEqual([1n, 2, 2n, undefined]);
    expect(read.position).toBe(13);
    expect(read.atEnd).toBe(false);
  });

  test('a BIT STRING with unused bits is refused', () => {
    expect(cursor('03 02 00 ff').bitString()).toEqual(Buffer.of(0xff));
    expect(cursor('03 02 01 fe').bitString()).toBeUndefined();
    expect(cursor('03 00').bitString()).toBeUndefined();
    expect(cursor('81 02 00 ff').bitString(TAG.primitive1)).toEqual(Buffer.of(0xff));
  });

  test('100,000 nested SEQUENCEs cost one step a level, and no stack', () => {
    const deep = Buffer.alloc(200_000, 0x30);
    expect(new DerCursor(deep).element(TAG.sequence)).toBeDefined();
    expect(new DerCursor(Buffer.alloc(200_000, Buffer.of(0x30, 0x80))).element(TAG.sequence)).toBeUndefined();
  });
});
