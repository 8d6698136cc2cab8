/** Damage that 7-Zip takes for the end of an archive, in archives of foreign tools: it is told all the same, and junk is not. */
import { crc32, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import type { ByteSource } from '../../../src/bytes/byte-source.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { FormatError } from '../../../src/model/errors.ts';
import { headlessXzStream } from '../../../src/unpack/codecs/xz-footer.ts';
import { unclaimedCabData } from '../../../src/unpack/seven-zip/cab-files.ts';
import { strayStreams } from '../../../src/unpack/seven-zip/compound-strays.ts';
import { CompoundTables } from '../../../src/unpack/seven-zip/compound-tables.ts';
import { fixtureBytes, fixtureRows } from '../../support/container-fixtures.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE, noise, observe } from '../observe.ts';

function changed(bytes: Buffer, at: number, ...values: readonly number[]): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(values, at);
  return copy;
}

const xz = fixtureBytes('xz-many-streams.xz');
const secondXz = xz.indexOf('\xfd7zXZ', 6, 'latin1');
const bzip2 = fixtureBytes('bzip2-many.bz2');
const secondBzip2 = bzip2.indexOf('BZh', 3);
const ar = fixtureBytes('ar-gnu.a');
const firstAr = ar.indexOf('note.txt/');
const lastAr = ar.lastIndexOf('`\n') - 58;
const rar = fixtureBytes('rar-rar3-solid.rar');
/** Offsets of its blocks: each says how long it is. */
const [, secondRar, endRar] = blocksOf(rar);
const old = fixtureBytes('rar-rar15-comment.rar');
const rpm = fixtureBytes('rpm-xz.rpm');
const payload = rpm.lastIndexOf(Buffer.from('fd377a585a', 'hex'));

function blocksOf(bytes: Buffer): readonly [number, number, number] {
  const starts: number[] = [];
  for (let at = 7; at < bytes.length; ) {
    if (bytes[at + 2] !== 0x73) starts.push(at);
    at += bytes.readUInt16LE(at + 5) + (bytes[at + 2] === 0x74 ? bytes.readUInt32LE(at + 7) : 0);
  }
  return starts as unknown as readonly [number, number, number];
}

const rar5 = fixtureBytes('rar-rar5-crc.rar');
/** One file of data, and eight that are copies of it. */
const copies = fixtureBytes('rar-rar5-dups.rar');
const arj = fixtureBytes('arj.arj');
const cab = fixtureBytes('cab-mszip.cab');
const deb = fixtureBytes('deb-zstd.deb');
const dataDeb = deb.indexOf('data.tar.zst');
const lzh = fixtureBytes('lzh-lh5.lzh');
const swf = fixtureBytes('swf-zws.swf');
const wim = fixtureBytes('wim-xpress.wim');
const squashfs = fixtureBytes('squashfs-lzo.squashfs');
const broken = (format: string): RegExp => new RegExp(`^(expected|found) .*${format}.*as is$`);

/** Another value at an offset of a header, which has the right CRC-32 all the same: it stands before it unless told. */
function resealed(
  bytes: Buffer,
  [start, end]: readonly [number, number],
  [at, value]: readonly [number, number],
  sumAt = start - 4,
): Buffer {
  const copy = changed(bytes, at, value);
  copy.writeUInt32LE(crc32(copy.subarray(start, end)), sumAt);
  return copy;
}

/** The same of a block of RAR 4, which says how long it is; bits are added. */
function resealed4(bytes: Buffer, block: number, [at, bits]: readonly [number, number]): Buffer {
  const copy = Buffer.from(bytes);
  copy[block + at]! |= bits;
  copy.writeUInt16LE(crc32(copy.subarray(block + 2, block + copy.readUInt16LE(block + 5))) & 0xffff, block);
  return copy;
}

/** Its method, and the sum of its header. */
function lzhFolder(): Buffer {
  const copy = changed(lzh, 5, 0x64);
  if (copy[20]! < 2) copy[1] = copy.subarray(2, 2 + copy[0]!).reduce((sum, byte) => (sum + byte) & 0xff, 0);
  return copy;
}

describe('damage is told', () => {
  test.each<[string, Buffer, RegExp]>([
    ['the magic number of a second xz stream', changed(xz, secondXz, 0), broken('xz stream')],
    ['the flags of a second xz stream', changed(xz, secondXz + 7, 0x0f), broken('xz stream')],
    ['padding behind a second xz stream', Buffer.concat([changed(xz, secondXz, 0), Buffer.alloc(400)]), broken('xz')],
    ['a second xz stream before a sound one', Buffer.concat([changed(xz, secondXz, 0), xz]), broken('xz stream')],
    ['the size of blocks in a second bzip2 stream', changed(bzip2, secondBzip2 + 3, 0), /ends of bzip2 streams/],
    ['the head of a second bzip2 stream', changed(bzip2, secondBzip2, 0), /ends of bzip2 streams/],
    ['the first block of a second bzip2 stream', changed(bzip2, secondBzip2 + 4, 0), /ends of bzip2 streams/],
    ['a member of ar that is larger than it is', changed(deb, deb.indexOf('control') + 48, 0x37), broken('member')],
    [
      'a packed member of a Debian package that ends within its magic number',
      changed(deb, dataDeb + 48, ...Buffer.from('2'.padEnd(10))).subarray(0, dataDeb + 62),
      /^expected zst data in data.tar.zst of a Debian package, found 2 bytes/,
    ],
    [
      'one that begins with other bytes',
      changed(deb, dataDeb + 60, 0),
      /^expected zst data in data.tar.zst of a Debian package, found \d+ bytes that do not begin so/,
    ],
    ['the end of a header of ar', changed(ar, firstAr + 58, 0), broken('member')],
    [
      'the mode and the end in a header of ar',
      changed(ar, lastAr + 40, 0x78, 0x78).fill(0, lastAr + 58, lastAr + 60),
      broken('member'),
    ],
    ['a whole header of ar before another one', Buffer.from(ar).fill(0, firstAr, firstAr + 60), broken('member')],
    ['the time in the second header of RAR', changed(rar, secondRar + 27, 2), broken('RAR block')],
    ['no block at the end of RAR', rar.subarray(0, endRar), /^expected a block that ends the RAR archive/],
    ['the payload of an RPM package', changed(rpm, payload, 0), broken('payload')],
    ['the size of a file in a cabinet', changed(cab, 45, 0), /^expected files .* found 256 bytes in it/],
    [
      'a file in RAR 4 that is a folder',
      resealed4(fixtureBytes('rar-seektest.rar'), 20, [3, 0xe0]),
      /^expected no data of the folder at offset 20 of the RAR/,
    ],
    [
      'a file in RAR 5 that is a folder',
      resealed(rar5, [72, 113], [78, 5]),
      /^expected no data of the folder at offset 68 of the RAR/,
    ],
    [
      'a file in RAR 5 that is a service',
      resealed(rar5, [72, 113], [73, 3]),
      /^expected a block of a known kind at offset 68 of the RAR archive, found one of another kind with 55 bytes/,
    ],
    [
      'a file in RAR 4 that is a comment',
      resealed4(fixtureBytes('rar-seektest.rar'), 20, [2, 0x75]),
      /^expected a block of a known kind at offset 20 of the RAR archive/,
    ],
    [
      'a block behind the end of RAR 5',
      resealed(copies, [126, 180], [127, 5]),
      /^expected no block of RAR after the one that ends/,
    ],
    [
      'a file in ARJ that is a folder',
      resealed(arj, [57, 113], [63, 3], 113),
      /^expected no data of the folder at offset 53 of the ARJ/,
    ],
    ['RAR 4 that ends before its first file', rar.subarray(0, 20), /^expected a block that ends the RAR archive/],
    ['a file in LZH that is a folder', lzhFolder(), /^expected no data of the folder at offset 0 of the LZH/],
    ['the size of an SWF', changed(swf, 5, 0), /^expected 146 bytes of an SWF .* found 296 packed bytes after them/],
    ['where the table of a WIM lies', changed(wim, 56, 0), /^expected the lookup table of a WIM at offset 1792/],
    [
      'where the table of a WIM lies that claims to be packed',
      changed(Buffer.from(wim).fill(4, 55, 56), 56, 0),
      /^expected the lookup table of a WIM at offset 1792/,
    ],
    [
      'a table of a WIM that is empty',
      Buffer.from(wim).fill(0, 48, 72),
      /^expected the lookup table of a WIM at offset 0, of 0 bytes, found images/,
    ],
    ['the root of a SquashFS', changed(squashfs, 32, 0), /^expected 4 inodes .* a root and 0 files and folders/],
    [
      'how many folders and files a cabinet has',
      Buffer.from(cab).fill(0, 26, 30),
      /^expected folders .* found 597 bytes/,
    ],
    [
      'how many blocks a folder of a cabinet has',
      changed(cab, 40, 0),
      /^expected folders .* found \d+ bytes at its end/,
    ],
    [
      'blocks behind the end of a cabinet, which no file reaches',
      changed(cab, 40, 9),
      /^expected blocks of folder 0 inside the cabinet, which has 641 bytes, found one that ends at \d+: what is missing/,
    ],
    ['a file in a cabinet that is a directory', changed(cab, 58, 0x10), /^expected files .* found 365 bytes in it/],
  ])('%s', async (_, bytes, message) => {
    const { gaps } = await observe(bytes);
    expect(gaps).toEqual([{ path: 'artifact', code: 'damaged', message: expect.stringMatching(message) }]);
  });
});

/* Entry of a directory of 128 bytes:  76  4  the first one within it; the root is the first of all. */
test.each([
  ['msi-wixl.msi', 3],
  ['msi-wixl.msi', 7],
  ['outlook-message.msg', 2],
  ['outlook-message.msg', 6],
])('%s: streams that the tree of names passes over, from entry %i on, are read all the same', async (file, child) => {
  const bytes = fixtureBytes(file);
  const root = bytes.readUInt32LE(48);
  const at = (root + 1) * 2 ** bytes.readUInt16LE(30);
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(child, at + 76);
  const contents = async (image: Buffer) => {
    const { gaps, leaves } = await observe(image);
    expect(gaps).toEqual([]);
    return new Set(leaves.map((leaf) => leaf.bytes.toString('latin1')));
  };
  const [before, after] = [await contents(bytes), await contents(copy)];
  const lost = [...before].filter((content) => content !== '' && !after.has(content));
  // All of the file, which is a leaf of its own.
  expect(lost.length).toBeLessThanOrEqual(1);
});

// The fields of a storage for a stream, in testdoc.doc of antiword and in files of FlashPix of ImageMagick's tests.
test.each<[string, number, number]>([
  ['more bytes than the file', 0, 6_357_093],
  ['a sector that is not there', 0x7fff_fff0, 5000],
  ['a chain that ends early', 1, 20_000],
  ['a small sector that is not there', 5000, 100],
])('a storage of a compound file whose fields for a stream name %s is sound', async (_, start, size) => {
  const bytes = Buffer.from(fixtureBytes('outlook-message.msg'));
  const at = (bytes.readUInt32LE(48) + 1) * 512;
  const storage = [1, 2, 3].map((entry) => at + 128 * entry).find((entry) => bytes[entry + 66] === 1)!;
  bytes.writeUInt32LE(start, storage + 116);
  bytes.writeUInt32LE(size, storage + 120);
  expect((await observe(bytes)).gaps).toEqual([]);
});

test('a compound file whose streams lead nowhere is told, and ends', async () => {
  const bytes = fixtureBytes('outlook-message.msg');
  const at = (bytes.readUInt32LE(48) + 1) * 512;
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(2, at + 76);
  // Its last sector is its own next one.
  for (const entry of [1, 3]) copy.writeUInt32LE(0x7fff_ffff, at + 128 * entry + 120);
  const { gaps } = await observe(copy);
  expect(gaps.map(({ code }) => code)).toContain('damaged');
});

test('streams of a compound file that share a sector are read up to as many bytes as the file has', async () => {
  const bytes = fixtureBytes('outlook-message.msg');
  const sectorAt = (sector: number) => (sector + 1) * 512;
  const [table, root] = [bytes.readUInt32LE(76), bytes.readUInt32LE(48)];
  const copy = Buffer.from(bytes);
  // The root leads to none, and each of the first sector of the directory is one that is its own next.
  copy.writeUInt32LE(0xffff_ffff, sectorAt(root) + 76);
  copy.writeUInt32LE(1, sectorAt(table) + 4);
  for (const entry of [1, 2, 3]) {
    copy[sectorAt(root) + 128 * entry + 66] = 2;
    copy.writeUInt32LE(1, sectorAt(root) + 128 * entry + 116);
    copy.writeUInt32LE(bytes.length, sectorAt(root) + 128 * entry + 120);
  }
  let read = 0;
  const messages: string[] = [];
  for (const item of strayStreams(new MemorySource(copy), new Budget(AMPLE)))
    if ('trouble' in item) messages.push(item.trouble.message);
    else
      try {
        for await (const chunk of item.open()) read += chunk.length;
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
  expect(messages).toEqual([expect.stringMatching(/^expected streams that share no sectors/)]);
  expect(read).toBeLessThanOrEqual(bytes.length);
});

test('a chain of sectors that never ends is told before it fills the memory', () => {
  const header = Buffer.from(fixtureBytes('outlook-message.msg').subarray(0, 512));
  // Zeros: the first sector is its own next one, and those of small streams are in it.
  header.writeUInt32LE(0, 60);
  header.fill(0, 76);
  const size = 8 * 2 ** 30;
  const source = {
    size,
    read: (at: number, bytes: number) => (at === 0 ? header.subarray(0, bytes) : Buffer.alloc(bytes)),
  };
  const budget = { checkTime: () => {} } as unknown as Budget;
  expect(() => CompoundTables.of(source as unknown as ByteSource, budget)).toThrow(
    /at most 4194304 sectors of a compound file/,
  );
});

test('a cabinet of 65,535 folders that have their blocks in common ends soon', () => {
  const [folders, blocks] = [0xffff, 0xffff];
  const header = Buffer.alloc(36 + 8 * folders + 8 * blocks);
  header.write('MSCF');
  header.writeUInt16LE(folders, 26);
  for (let at = 36; at < 36 + 8 * folders; at += 8) {
    header.writeUInt32LE(36 + 8 * folders, at);
    header.writeUInt16LE(blocks, at + 4);
  }
  let asked = 0;
  const budget = { checkTime: () => void asked++ } as unknown as Budget;
  expect(unclaimedCabData(new MemorySource(header), budget)).toBeUndefined();
  expect(asked).toBeLessThan(1_000_000);
});

test('ends of xz streams that have their index in common are damage, and cost no square', () => {
  const zeros = Buffer.alloc(1 << 20);
  const footers = Array.from({ length: 500 }, (_, index) => {
    const footer = Buffer.alloc(12);
    // Each index begins behind the header, with no blocks in it.
    footer.writeUInt32LE((zeros.length + 12 * index) / 4 - 1, 4);
    footer.write('YZ', 10);
    footer.writeUInt32LE(crc32(footer.subarray(4, 10)));
    return footer;
  });
  const source = new MemorySource(Buffer.concat([xz.subarray(0, 12), zeros, ...footers]));
  let read = 0;
  const counted = {
    size: source.size,
    read(at: number, bytes: number) {
      read += bytes;
      return source.read(at, bytes);
    },
  };
  const budget = new Budget(AMPLE);
  expect(headlessXzStream(counted as unknown as ByteSource, budget)).toMatch(/indexes are larger than the file/);
  expect(read).toBeLessThan(4 * source.size);
});

describe('what is sound, and what lies behind it, is not', () => {
  const junk = Buffer.concat([Buffer.from('junk that lies behind the end\n'), noise(3000)]);
  test.each<[string, Buffer]>([
    ['xz', xz],
    ['xz and padding', Buffer.concat([xz, Buffer.alloc(400)])],
    ['xz, junk and xz', Buffer.concat([xz, junk, xz])],
    ['bzip2, junk and bzip2', Buffer.concat([bzip2, junk, bzip2])],
    ['xz and junk', Buffer.concat([xz, junk])],
    ['bzip2 and junk', Buffer.concat([bzip2, junk])],
    ['ar', ar],
    ['ar and junk', Buffer.concat([ar, junk])],
    ['RAR', rar],
    ['RAR and junk', Buffer.concat([rar, junk])],
    ['RAR of a version that writes no block at the end', old],
    ['RPM', rpm],
  ])('%s', async (_, bytes) => {
    const { gaps } = await observe(bytes);
    expect(gaps).toEqual([]);
  });
});

/** cpio(5), "newc": two names of one file, of which the second holds the data. */
function linkedCpio(): Buffer {
  const entries = [
    { name: 'first', data: '', inode: 7, links: 2 },
    { name: 'second', data: 'some text', inode: 7, links: 2 },
    { name: 'TRAILER!!!', data: '', inode: 0, links: 1 },
  ];
  const parts = entries.map(({ name, data, inode, links }) => {
    const fields = [inode, 0o100644, 0, 0, links, 0, data.length, 0, 0, 0, 0, name.length + 1, 0];
    const head = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}${name}\0`;
    return [head, data].map((text) => text + '\0'.repeat(-text.length & 3)).join('');
  });
  return Buffer.from(parts.join(''), 'latin1');
}

test('a hard link is a second name, and no gap', async () => {
  const { gaps, leaves } = await observe(linkedCpio());
  expect(gaps).toEqual([]);
  expect(leaves.map(({ bytes }) => bytes.toString('latin1'))).toContain('some text');
});

test('an archive with hard links is not scanned as a whole besides', async () => {
  const { leaves } = await observe(linkedCpio());
  expect(leaves.map(({ path }) => path)).not.toContain('artifact!/[all bytes]');
});

test('what follows an archive with hard links is read', async () => {
  const { leaves } = await observe(Buffer.concat([linkedCpio(), Buffer.from('behind the end')]));
  expect(leaves.some(({ bytes }) => bytes.includes('behind the end'))).toBe(true);
});

describe('in the middle of other bytes', () => {
  const sevenZip = fixtureBytes('7z-solid-lzma2.7z');
  const cabinet = fixtureBytes('cab-mszip.cab');
  const rar5 = fixtureBytes('rar-rar5-solid.rar');
  const gapsOf = async (bytes: Buffer) =>
    (await scanBytes({ 'program.bin': Buffer.concat([noise(999), bytes, noise(999, 7)]) })).gaps;

  test.each<[string, Buffer]>([
    ['7z, its packed data', changed(sevenZip, 60, sevenZip[60]! ^ 1)],
    ['7z, cut off', sevenZip.subarray(0, -40)],
    ['RAR 4, its packed data', changed(rar, 70, rar[70]! ^ 1)],
    ['RAR 5, its packed data', changed(rar5, 90, rar5[90]! ^ 1)],
    ['xz, its packed data', changed(xz, 60, xz[60]! ^ 1)],
    ['bzip2, its packed data', changed(bzip2, 60, bzip2[60]! ^ 1)],
    ['a cabinet, its packed data', changed(cabinet, cabinet.length - 30, cabinet.at(-30)! ^ 1)],
  ])('%s: damage is told', async (_, bytes) => {
    const gaps = await gapsOf(bytes);
    expect(gaps.length).toBeGreaterThan(0);
    for (const { path, code } of gaps) expect([path, code]).toEqual([expect.stringMatching(/@999/), 'damaged']);
  });

  test.each<[string, Buffer]>([
    ['7z', sevenZip.subarray(0, 8)],
    ['RAR 4', rar.subarray(0, 7)],
    ['RAR 5', rar5.subarray(0, 8)],
    ['xz', xz.subarray(0, 6)],
    ['SquashFS', Buffer.from('hsqs')],
    ['a cabinet', cabinet.subarray(0, 8)],
  ])('%s: the magic number alone is nothing', async (_, bytes) => expect(await gapsOf(bytes)).toEqual([]));

  // The table of magic numbers in 7z-arm64.dll 25.01, and what the linker put behind it: addresses of which the upper half is 00000001.
  test('SquashFS: the magic number before pointers is nothing', async () => {
    const pointers = ['1000d214 00000000', '88771280 01000000', '88781280 01000000', '98781280 01000000'];
    const table = Buffer.from(`71736873 00000000 ${pointers.join(' ')}`.replaceAll(' ', ''), 'hex');
    expect(await gapsOf(Buffer.concat([table, Buffer.alloc(64)]))).toEqual([]);
  });

  test.each<[string, number, number, number]>([
    ['hsqs', 1, 0, 15],
    ['hsqs', 2, 1, 16],
    ['sqsh', 3, 0, 17],
    ['sqsh', 3, 1, 20],
  ])('SquashFS: %s, version %i.%i, blocks of 2^%i bytes, and nothing behind it is told', async (name, ...numbers) => {
    const image = Buffer.alloc(4096);
    image.write(name);
    for (const [index, at] of [28, 30, 34].entries()) {
      const number = Number(numbers[index]);
      if (name === 'hsqs') image.writeUInt16LE(number, at);
      else image.writeUInt16BE(number, at);
    }
    expect(await gapsOf(image)).toMatchObject([{ path: expect.stringMatching(/@999/), code: 'damaged' }]);
  });

  test('a codec may be a piece', async () => {
    expect(await gapsOf(gzipSync(noise(5000)).subarray(0, 3000))).toEqual([]);
  });
});

test.each(
  fixtureRows
    .filter(({ file, gaps }) => /\.(xz|bz2|a|deb|rar|rpm)$/.test(file) && gaps.length === 0)
    .map(({ file }) => file),
)('%s, cut at every byte, is read or told, and never costs more than its bytes', async (file) => {
  const bytes = fixtureBytes(file);
  for (let end = bytes.length - 1; end > bytes.length - 40; end--) {
    const { gaps, leaves } = await observe(bytes.subarray(0, end));
    expect(gaps.length + leaves.length).toBeGreaterThan(0);
  }
});

test('an archive of cpio without its last entry is told where something else follows', async () => {
  const cpio = fixtureBytes('cpio-newc.cpio');
  const end = cpio.indexOf('TRAILER!!!');
  const cut = cpio.subarray(0, cpio.lastIndexOf('070701', end));
  const gapsOf = async (bytes: Buffer) => (await observe(bytes)).gaps.map(({ code }) => code);
  expect(await gapsOf(Buffer.concat([cpio, Buffer.from('and junk behind it')]))).toEqual([]);
  expect(await gapsOf(Buffer.concat([cut, Buffer.from('and junk behind it')]))).toEqual(['damaged']);
});
