/** Codecs without a magic number to speak of, made by their own programs, behind other bytes and before others. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { findLzma } from '../../../src/unpack/seven-zip/seven-zip-heads.ts';
import { compress } from '../../../src/unpack/streams/compress.ts';
import { rawBlocks, zstdFrame } from '../../builders/zstd.ts';
import { fixtureBytes, fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { MarkerScanner } from '../../support/marker-scan.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const rows = fixtureRows.filter(({ file }) =>
  ['lzma-alone.lzma', 'compress-plain.Z', 'compress-12-bits.Z'].includes(file),
);
const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
const scanner = new MarkerScanner([...new Set(rows.map(({ marker }) => marker))], join(folder, 'file'));
afterAll(() => {
  scanner.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(rows)('$file', (row) => {
  test.each([0, 1, 4097])('behind a program and %i bytes of noise', async (noiseBytes) => {
    const { bytes } = readFixture(row);
    const noise = seededRandom(noiseBytes).bytes(noiseBytes);
    const { places, gaps } = await scanner.scan(
      'firmware.bin',
      Buffer.concat([Buffer.alloc(600, '\0begin'), noise, bytes, noise]),
      row.marker,
    );
    expect(places).toEqual([`!/${row.opens[0]}@${600 + noiseBytes}!/data`]);
    expect(gaps).toEqual([]);
  });
});

test('noise and zeros are taken for none of them', () => {
  const bytes = Buffer.concat([seededRandom(1).bytes(8 << 20), Buffer.alloc(1 << 20)]);
  const found = [compress.findEmbedded!, findLzma].map((find) => [...find(bytes, 0, bytes.length)].length);
  expect(found).toEqual([0, 0]);
});

test.each([
  ['gethstbynm2.o of glibc: a dictionary of 2 GiB', '5d0000008000000000100000000048895c24'],
  ['a size of two bytes', '5d0000800002000000000000000041575641'],
])('machine code is no LZMA: %s', (_, hex) => {
  const bytes = Buffer.from(hex, 'hex');
  expect(bytes.length).toBe(18);
  expect([...findLzma(bytes, 0, bytes.length)]).toEqual([]);
  // The same with a dictionary of 8 MiB, and content.
  const sound = Buffer.from('5d00008000ffffffffffffffff002a1b0c0d', 'hex');
  expect([...findLzma(sound, 0, sound.length)]).toEqual([0]);
});

test("lzop's magic number in BusyBox, before the messages of its other programs, is no gap", async () => {
  const strings = Buffer.from('\x89LZO\0\r\n\x1a\ninvalid RPM header magic\0mmap\0', 'latin1');
  const { gaps } = await scanBytes({ busybox: Buffer.concat([Buffer.from('\x7fELF\0\0', 'latin1'), strings]) });
  expect(gaps).toEqual([]);
});

test('a table of small numbers in a core dump of node is no LZMA: its data lead nowhere', () => {
  const table = Buffer.from('5d000002000000002100000000000000f08cf3030000000080f5eb4100000000', 'hex');
  expect([...findLzma(Buffer.concat([table, Buffer.alloc(1024, '\x95\0\0\x02')]), 0, table.length)]).toEqual([]);
});

test('bzip2 that stands in a program as a literal is no bzip2 there', async () => {
  const literal = String.raw`DATA = b'BZh91AY&SY\xd4\xa0\xb8\xa6\x00\x00\x10\xff\x80\x20\x00\x04\x00'`;
  const { gaps, stats } = await scanBytes({ 'test_bz2.py': Buffer.from(`import bz2\n${literal}\n`) });
  expect([gaps, stats.formats.bzip2]).toEqual([[], undefined]);
});

test('the magic number of bzip2 with zeros for its level, as libarchive.a has it, is no bzip2', async () => {
  const constants = Buffer.from('425a68003141592653590017724538509000', 'hex');
  const { gaps } = await scanBytes({
    'libarchive.o': Buffer.concat([Buffer.alloc(300, 7), constants, Buffer.alloc(300)]),
  });
  expect(gaps).toEqual([]);
});

describe('files of xz that lie side by side in an image', () => {
  const xz = fixtureBytes('xz-many-streams.xz');
  const streams = xz.toString('latin1').split('\xfd7zXZ').length - 1;
  const sector = Buffer.concat([xz, Buffer.alloc(-xz.length & 2047)]);
  const image = (...sectors: Buffer[]) =>
    Buffer.concat([Buffer.alloc(2048, 'image '), ...sectors, Buffer.alloc(99, 7)]);
  const unpackedOf = async (bytes: Buffer) => (await scanBytes({ 'floppy.img': bytes })).stats.unpacked.xz;

  test('each of them is read once', async () => {
    const [one, many] = [await unpackedOf(image(sector)), await unpackedOf(image(...Array<Buffer>(20).fill(sector)))];
    expect(one?.entries).toBe(streams);
    expect(many).toEqual({ entries: 20 * one!.entries, bytes: 20 * one!.bytes });
  });

  test('one that is damaged hides none behind it', async () => {
    const damaged = Buffer.from(sector);
    damaged.fill(0x55, xz.length - 12, xz.length);
    const [one, three] = [await unpackedOf(image(sector)), await unpackedOf(image(sector, damaged, sector))];
    expect(three?.bytes).toBeGreaterThanOrEqual(3 * one!.bytes);
  });
});

test('a sound frame of zstd is opened behind hundreds that need a dictionary which they do not name', async () => {
  const needy = zstdFrame({ blocks: [{ type: 2, size: 40, body: Buffer.alloc(40, 0x51) }] });
  const sound = zstdFrame({ blocks: rawBlocks('the modules of bun') });
  const frames = Array<Buffer>(400).fill(Buffer.concat([needy, Buffer.alloc(64, 7)]));
  const { gaps, stats } = await scanBytes({ bun: Buffer.concat([Buffer.alloc(99, 7), ...frames, sound]) });
  expect([gaps, stats.unpacked.zstd]).toEqual([[], { entries: 1, bytes: 18 }]);
});

test('the magic number of lzop in the tables of libmagic is no file of lzop', async () => {
  const table = Buffer.concat([
    seededRandom(3).bytes(300),
    Buffer.from('894c5a4f000d0a1a0a', 'hex'),
    Buffer.alloc(300),
  ]);
  const { gaps, stats } = await scanBytes({ 'fileinfo.so': table });
  expect([gaps, stats.formats.lzop]).toEqual([[], undefined]);
});

test.each([
  ['a table', Buffer.from('17120212060a0e0e030d180d0a0a0a0a0d000000000000b44128c1c84128c1', 'hex')],
  ['a version, a method and flags, but no checksum', Buffer.from('104020a00940010503000001', 'hex')],
])('the magic number of lzop in a kernel for ARM, before %s, is no file of lzop', async (_, behind) => {
  const magic = Buffer.from('894c5a4f000d0a1a0a', 'hex');
  const kernel = Buffer.concat([seededRandom(4).bytes(300), magic, behind, Buffer.alloc(300, 0x1e)]);
  const { gaps, stats } = await scanBytes({ vmlinux: kernel });
  expect([gaps, stats.formats.lzop]).toEqual([[], undefined]);
});

describe('what stands behind data that are cut off', () => {
  const before = Buffer.from('some words of text before it\n');
  const sound = gzipSync('a file behind it');
  const cut = (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1);

  test.each([
    ['gzip', cut(gzipSync(seededRandom(4).bytes(5000)))],
    ['zlib', cut(deflateSync('words and more words '.repeat(50)))],
    ['zstd', cut(zstdFrame({ blocks: rawBlocks('x'.repeat(4000)) }))],
  ])('is opened: %s', async (_, broken) => {
    const { gaps, stats } = await scanBytes({ file: Buffer.concat([before, broken, sound]) });
    expect(gaps).toEqual([]);
    expect(stats.unpacked.gzip?.entries).toBeGreaterThanOrEqual(1);
    expect(stats.unpacked.gzip?.bytes).toBeGreaterThanOrEqual('a file behind it'.length);
  });

  test('is opened behind text that is deflate to the end', async () => {
    const { stats } = await scanBytes({
      log: Buffer.concat([
        before,
        cut(gzipSync(seededRandom(4).bytes(5000))),
        sound,
        Buffer.alloc(400_000, 'a line of text\n'),
      ]),
    });
    expect(stats.unpacked.gzip?.bytes).toBeGreaterThanOrEqual('a file behind it'.length);
  });

  test('is opened where it is text, however much of it', async () => {
    const values = Array.from(
      { length: 2000 },
      (_, at) => `value: ${Buffer.from(`words in base64, ${at}`).toString('base64')}\n`,
    );
    const log = Buffer.concat([before, cut(gzipSync(seededRandom(4).bytes(5000))), Buffer.from(values.join(''))]);
    const { gaps, stats } = await scanBytes({ log });
    expect(gaps).toEqual([]);
    expect(stats.unpacked.base64?.entries).toBeGreaterThanOrEqual(2000);
  });

  test('is read once where it is part of the same file of gzip', async () => {
    const members = [before, ...Array<Buffer>(5000).fill(sound), cut(sound)];
    const { gaps, stats } = await scanBytes({ file: Buffer.concat(members) });
    expect(gaps).toEqual([]);
    expect(stats.unpacked.gzip?.entries).toBe(2);
  });

  test('is not tried where a stream is sound and something follows', async () => {
    const inner = deflateSync('an inner stream '.repeat(40));
    const outer = deflateSync(Buffer.concat([Buffer.from('outer '), inner]), { level: 0 });
    const { gaps, stats } = await scanBytes({ file: Buffer.concat([before, outer, Buffer.from('and behind it')]) });
    expect([gaps, stats.unpacked.zlib?.entries]).toEqual([[], 2]);
  });

  test('is tried 1,024 times, and then told', async () => {
    const members = Array.from({ length: 1500 }, (_, seed) => cut(gzipSync(seededRandom(seed).bytes(60))));
    const { gaps } = await scanBytes({ file: Buffer.concat([before, ...members]) });
    expect(gaps).toMatchObject([
      {
        code: 'budget',
        message: expect.stringMatching(/^1024 .* and \d+ more were not.*; no option raises this limit: take out/),
      },
    ]);
  });
});
