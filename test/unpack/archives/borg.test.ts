/** Segments of repositories of Borg. */
import { deflateSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { borg } from '../../../src/unpack/archives/borg.ts';
import { borgLz4, borgSegment } from '../../builders/sized-blocks.ts';
import { exampleToken } from '../../support/example-token.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const ID = '07'.repeat(32);

describe('an object of Borg', () => {
  test.each([
    ['LZ4', borgLz4, ''],
    ['zlib', (text: string) => deflateSync(text), '!/data'],
    ['Zstandard', (text: string) => Buffer.concat([Buffer.of(3, 0), zstdCompressSync(text)]), '!/data'],
  ])('that is packed by %s is opened', async (_, pack, inside) => {
    const token = exampleToken();
    for (const key of [2, 6, 7]) {
      const { findings, gaps } = await scanBytes({ 0: borgSegment({ packed: pack(`GITHUB_TOKEN=${token}\n`), key }) });
      expect(findings.map(({ places }) => places[0]!.path)).toEqual([`0!/object ${ID}${inside}`]);
      expect(gaps).toEqual([]);
    }
  });

  test('that a key seals is a gap, once a segment', async () => {
    for (const key of [0, 1, 3, 4, 5, 0x10]) {
      const sealed = { packed: noise(100), key };
      const { gaps } = await scanBytes({ 0: borgSegment(sealed, sealed) });
      expect(gaps.map(({ path, code }) => [path, code])).toEqual([['0', 'encrypted']]);
      expect(gaps[0]!.message).toContain('encrypted: 2');
    }
  });

  test('of a megabyte in few bytes of LZ4 is opened, and one of more than Borg makes ends where Borg does', async () => {
    const run = (more: number): Buffer =>
      Buffer.concat([Buffer.from([1, 0, 0x1f, 0x41, 1, 0]), Buffer.alloc(more, 255), Buffer.of(0, 0)]);
    const bytesOf = async (more: number) =>
      (await list(borg, borgSegment({ packed: run(more) }))).entries[0]!.bytes.length;
    expect(await bytesOf(4000)).toBe(1 + 19 + 4000 * 255);
    expect(await bytesOf(100_000)).toBe(20 << 20);
  });
});

test('a segment that is cut off anywhere behind its first record says so, and loses no byte', async () => {
  const whole = borgSegment({ packed: borgLz4('<first>') }, { packed: borgLz4('<second>') });
  const [first, second] = [8 + 41 + 1 + borgLz4('<first>').length, whole.length - 9];
  for (let size = first + 1; size < whole.length; size++) {
    const { entries, troubles } = await list(borg, whole.subarray(0, size));
    expect(troubles.length, `${size}`).toBe(size === second ? 0 : 1);
    expect(entries[0]!.bytes.includes('<first>')).toBe(true);
  }
});

test('an object whose tag is another one, or that has more behind what is packed, is scanned and told', async () => {
  const packed = Buffer.from('\0\0<marked>');
  const padded = Buffer.concat([Buffer.from('\x04\0\x0a\0\0\0\0\0<packed>'), Buffer.alloc(9), Buffer.from('<marked>')]);
  for (const segment of [
    borgSegment({ packed, tag: 1 }),
    borgSegment({ packed, tag: 2 }),
    borgSegment({ packed, tag: 1, sum: 1 }),
    borgSegment({ packed: padded }),
  ]) {
    const { entries, troubles } = await list(borg, segment);
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
    expect(entries.some(({ bytes }) => bytes.includes('<marked>'))).toBe(true);
  }
});

test('an object whose packed bytes begin as no stream of their kind, under a sum that fits, is told', async () => {
  const zlib = deflateSync('some text that is packed, '.repeat(20));
  const hit = (bytes: Buffer, at: number): Buffer => bytes.fill(bytes[at]! ^ 0xff, at, at + 1);
  for (const packed of [
    hit(Buffer.from(zlib), 0),
    hit(Buffer.from(zlib), 1),
    Buffer.concat([zlib.subarray(0, 2), Buffer.of(7), zlib.subarray(3)]),
    Buffer.from('\x02\0no xz'),
    Buffer.from('\x03\0no frame'),
    Buffer.from('\x07\0of no kind'),
  ]) {
    const { entries, troubles } = await list(borg, borgSegment({ packed }));
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
    expect(entries.some(({ bytes }) => packed.equals(bytes) || packed.subarray(2).equals(bytes))).toBe(true);
  }
});

test('a text that begins so is none', async () => {
  const { stats } = await scanBytes({ text: Buffer.from('BORG_SEG is how a segment begins\n'.repeat(9)) });
  expect(stats.formats).toEqual({});
});
