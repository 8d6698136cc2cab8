/** Deflate without a header, as programs keep it in text. */
import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { deflate } from '../../../src/unpack/streams/deflate.ts';
import { exampleToken } from '../../support/example-token.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const settings = (token: string): string =>
  `${Array.from({ length: 40 }, (_, index) => `name-${index}=${randomBytes(5).toString('hex')}`).join('\n')}\nGITHUB_TOKEN=${token}\n`;
const packed = (text: string): Buffer => deflateRawSync(text);
/** Longer than a block of zlib: what is first says that it is not the last. */
const long = packed(randomBytes(300_000).toString('hex'));

describe('is found in text that a program wrote', () => {
  test.each([
    ['PHP', (text: string) => `<?php eval(gzinflate(base64_decode('${packed(text).toString('base64')}')));`],
    [
      'PowerShell',
      (text: string) =>
        `$d = [IO.Compression.DeflateStream]::new([IO.MemoryStream][Convert]::FromBase64String("${packed(text).toString('base64')}"), 'Decompress')`,
    ],
    [
      'draw.io, which packs what encodeURIComponent makes',
      (text: string) =>
        `<mxfile><diagram name="Page-1">${packed(encodeURIComponent(text)).toString('base64')}</diagram></mxfile>`,
    ],
  ])('%s', async (_, write) => {
    const token = exampleToken();
    const { findings, gaps } = await scanBytes({ 'a.txt': Buffer.from(write(settings(token))) });
    expect(findings.map(({ rule, places }) => [rule, places.map(({ path }) => path)])).toEqual([
      ['github-personal-token', [expect.stringMatching(/^a\.txt!\/base64@\d+!\/data$/)]],
    ]);
    expect(gaps).toEqual([]);
  });
});

test('one block or many', async () => {
  expect(long[0]! & 1).toBe(0);
  expect((await list(deflate, long)).entries.map(({ bytes }) => bytes.length)).toEqual([600_000]);
});

describe('opens nothing and says nothing of what does not end where its bytes end', () => {
  const text = packed(settings(exampleToken()));
  test.each([
    ['cut off', text.subarray(0, -1)],
    ['a byte behind it', Buffer.concat([text, Buffer.of(0)])],
    ['a long one, cut off', long.subarray(0, -1)],
    ['a head before what is random', Buffer.concat([text.subarray(0, 120), noise(5000, 7)])],
  ])('%s', async (_, bytes) => {
    expect(deflate.sniff(bytes.subarray(0, deflate.headBytes))).toBe(true);
    expect(await list(deflate, bytes)).toEqual({ entries: [], troubles: [] });
  });
});

test('what makes more than an entry may have is told, and not unpacked to its end first', async () => {
  const bomb = Buffer.concat([packed('\0'.repeat(8 << 20)).subarray(0, 4 << 10), noise(2000, 3)]);
  const { gaps } = await scanBytes({ 'a.bin': bomb }, { limits: { maxEntryBytes: 1 << 20 } });
  expect(gaps.map(({ path, code }) => [path, code])).toEqual([['a.bin!/data', 'budget']]);
});

test('of 100,000 heads of what is random none is taken for one', () => {
  const bytes = noise(100_000 + deflate.headBytes, 11);
  let wrong = 0;
  for (let at = 0; at < 100_000; at++) if (deflate.sniff(bytes.subarray(at, at + deflate.headBytes))) wrong++;
  expect(wrong).toBe(0);
});
