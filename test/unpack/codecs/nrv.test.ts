import { describe, expect, test } from 'vitest';
import { unpackNrv } from '../../../src/unpack/codecs/nrv.ts';
import { type NrvManner, type NrvToken, packNrv } from '../../builders/nrv.ts';
import { noise } from '../observe.ts';

const MANNERS: readonly NrvManner[] = (['2b', '2d', '2e'] as const).flatMap((kind) =>
  ([1, 2, 4] as const).map((wordBytes) => ({ kind, wordBytes })),
);

/** Short and long matches, near and far ones, and the distance of before. */
const MATCHES = [2, 3, 4, 5, 6, 7, 9, 100, 300, 5000].flatMap((length) =>
  [1, 1, 2, 255, 256, 257, 0x500, 0x501, 0xd00, 0xd01, 6000].map((distance) => ({
    ...{ distance, length: Math.max(length, distance > 0x500 ? 3 : 2) },
  })),
);
const TOKENS: readonly NrvToken[] = [...noise(7000), ...MATCHES.flatMap((match, index) => [match, index, index + 1])];

function contentOf(tokens: readonly NrvToken[]): Buffer {
  const bytes: number[] = [];
  for (const token of tokens) {
    if (typeof token === 'number') bytes.push(token & 0xff);
    else for (let left = token.length; left > 0; left--) bytes.push(bytes[bytes.length - token.distance]!);
  }
  return Buffer.from(bytes);
}

describe.each(MANNERS)('NRV$kind, words of $wordBytes bytes', (manner) => {
  const content = contentOf(TOKENS);
  const packed = packNrv(
    TOKENS.map((token) => (typeof token === 'number' ? token & 0xff : token)),
    manner,
  );

  test('literals and matches of all kinds come out', () => {
    const target = Buffer.alloc(content.length);
    expect(unpackNrv(packed, target, manner)).toBe(content.length);
    expect(target.equals(content)).toBe(true);
  });

  test('what is cut, longer than it should be, or points before its beginning breaks off', () => {
    const target = Buffer.alloc(content.length);
    for (const length of [0, 1, 2, 3, 4000, packed.length - 1]) {
      const end = unpackNrv(packed.subarray(0, length), target, manner);
      expect(end).toBeLessThan(0);
      expect(target.subarray(0, Math.max(0, ~end - 8)).equals(content.subarray(0, Math.max(0, ~end - 8)))).toBe(true);
    }
    for (const short of [10, 7001]) {
      const end = unpackNrv(packed, Buffer.alloc(short), manner);
      expect([end < 0, ~end <= short]).toEqual([true, true]);
    }
    expect(unpackNrv(packNrv([1, { distance: 2, length: 3 }], manner), target, manner)).toBe(~1);
  });

  test('noise ends', () => {
    for (let seed = 0; seed < 200; seed++) {
      const end = unpackNrv(noise(500).subarray(seed), Buffer.alloc(10_000), manner);
      expect(end < 0 ? ~end : end).toBeLessThanOrEqual(10_000);
    }
  });
});
