import { describe, expect, test } from 'vitest';
import { narrow } from '../../src/engine/narrow.ts';

const scratch = new Uint8Array(200);
const le = (text: string) => Buffer.from(text, 'utf16le');
const be = (text: string) => le(text).swap16();

function narrowed(bytes: Uint8Array, anchorCharacterAt: number, before = 100, after = 100) {
  const { characters, at, start } = narrow(bytes, anchorCharacterAt, { before, after, base: 0 }, scratch);
  return { text: Buffer.from(characters).toString('latin1'), at, start };
}

describe('narrow takes the NULs out of UTF-16', () => {
  test('little-endian text in noise, at an even and at an odd offset', () => {
    for (const pad of [2, 3]) {
      const bytes = Buffer.concat([Buffer.alloc(pad, 0xff), le('hello key'), Buffer.alloc(4, 0xff)]);
      const { text, start } = narrowed(bytes, pad + 2 * 6);
      expect(text.indexOf('hello key')).toBe(0);
      expect(start).toBe(pad);
    }
  });

  test('big-endian text starts one byte before its first character, whatever noise adds at its ends', () => {
    for (const noise of [0xff, 0x80, 0x07]) {
      const bytes = Buffer.concat([Buffer.alloc(2, noise), be('hello key'), Buffer.alloc(4, noise)]);
      const { text, start } = narrowed(bytes, 2 + 1 + 2 * 6);
      expect(start + 2 * text.indexOf('hello key')).toBe(2);
    }
  });

  test('text that ends the window keeps its last character, NUL or not', () => {
    expect(narrowed(le('abcd'), 0).text).toBe('abcd');
    expect(narrowed(be('abcd'), 1).text).toBe('abcd');
    expect(narrowed(le('abcd').subarray(0, 7), 0).text).toBe('abcd');
  });

  test('takes no more than was asked for on each side', () => {
    expect(narrowed(le('0123456789'), 10, 2, 3)).toEqual({ text: '34567', at: 2, start: 6 });
  });

  test('stops at characters beyond Latin-1', () => {
    expect(narrowed(le('ab€key€cd'), 6)).toMatchObject({ text: expect.stringMatching(/^key/), at: 0, start: 6 });
    expect(narrowed(be('ab€key€cd'), 7)).toMatchObject({ text: expect.stringMatching(/key$/), start: 6 - 2 });
  });
});
