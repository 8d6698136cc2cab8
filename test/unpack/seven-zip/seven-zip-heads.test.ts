import { describe, expect, test } from 'vitest';
import { containers } from '../../../src/unpack/catalog.ts';
import { sevenZipContainers } from '../../../src/unpack/seven-zip/seven-zip-formats.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** First bytes of files by liblzma, GNU cpio, mkfs.vfat and sfdisk, and of things that look like them. */
const HEADS: readonly [id: string, what: string, head: Uint8Array][] = [
  ['lzma', 'of unknown size', hex('5d00008000ffffffffffffffff003098')],
  ['lzma', 'of a known size', hex('5d000000040c0000000000000000309888')],
  ['lzma', 'of a dictionary of 3 * 2^n, and other properties', hex('4800000003ffffffffffffffff003098')],
  ['lzma', 'of nothing', Buffer.from('5d000080000000000000000000000000000000', 'hex').subarray(0, 18)],
  [
    'lzma',
    'of a known size, and other properties',
    hex('380000010040000000000000000030880a4a5952ac19b7c1b273fa8b97de612b37db981867ffffccd90000'),
  ],
  ['cpio-binary', 'little-endian', hex('c77101000100a48100000000010000000000000002000000060061 00'.replace(' ', ''))],
  ['fat', 'of a floppy', bootSector('eb3c90', '000202010002e000400bf0')],
  ['mbr', 'with one partition', partitioned(0x83)],
  ['apm', 'of two blocks', applePartitionMap(2)],
  ['ntfs', 'of a volume', ntfs(9000)],
  ['squashfs', 'in gzip', squashfs(1)],
  ['swf', 'in LZMA', hex('5a57530d4b0b0000250100005d0000800000')],
  ['squashfs-lz4', 'in LZ4', squashfs(5)],
];

const OTHERS: readonly [what: string, head: Uint8Array][] = [
  ['a dictionary of no size that tools write', hex('5d00008100ffffffffffffffff003098')],
  ['a size of an exabyte', hex('5d00008000000000000000001000309888')],
  ['a range coder that does not begin with zero', hex('5d00008000ffffffffffffffff013098')],
  ['small numbers, and noise that leads nowhere', hex('3700000100400000000000000000ff')],
  ['a row of a picture', hex(`01000000807f00000000000000${'00'.repeat(30)}`)],
  ['a table of numbers with zeros behind it', hex(`00000000061140000000000000${'00'.repeat(30)}`)],
  ['a size of nothing, and more behind it', hex('5d0000800000000000000000000000000000')],
  ['properties over 224', hex('e100008000ffffffffffffffff003098')],
  ['a MATLAB 4 file of a matrix of one row', hex('0000000001000000030000000000000002')],
  ['ZWS of more than 7-Zip takes', hex('5a57530d4b0b0060250100005d0000800000')],
  ['a text about ZWS', hex(Buffer.from('ZWS is SWF, packed').toString('hex'))],
  ['a TrueType font', hex('00010000000d0080000300604f532f32')],
  ['a boot sector without partitions', bootSector('eb3c90', '00')],
  ['the protective MBR before a GPT', partitioned(0xee)],
  ['a copy of a partition table', partitioned(0x83).subarray(0, 512)],
  ['a kernel of Linux without an EFI stub', Buffer.from(partitioned(0x83)).fill('HdrS', 514, 518)],
  ['the letters of a partition map, and sizes of none', applePartitionMap(0x20202020)],
  ['the file $Boot of NTFS', ntfs(8192)],
];

function hex(text: string): Uint8Array {
  return Buffer.concat([Buffer.from(text, 'hex'), seededRandom(3).bytes(5000)]);
}

function bootSector(jump: string, parameters: string): Uint8Array {
  const sector = Buffer.alloc(4096);
  Buffer.from(jump, 'hex').copy(sector);
  Buffer.from(parameters, 'hex').copy(sector, 11);
  sector.writeUInt16BE(0x55aa, 510);
  return sector;
}

function partitioned(type: number): Uint8Array {
  const sector = bootSector('000000', '00');
  sector[446 + 4] = type;
  Buffer.from(sector.buffer).writeUInt32LE(2048, 446 + 8);
  Buffer.from(sector.buffer).writeUInt32LE(8192, 446 + 12);
  return sector;
}

function applePartitionMap(blocks: number): Uint8Array {
  const disk = Buffer.alloc(4096);
  disk.write('ER\x02\0', 'latin1');
  disk.write('PM', 512);
  disk.writeUInt32BE(blocks, 516);
  return disk;
}

function ntfs(size: number): Uint8Array {
  const image = Buffer.alloc(size);
  image.write('\xeb\x52\x90NTFS    ', 'latin1');
  return image;
}

function squashfs(compressor: number): Uint8Array {
  const image = Buffer.alloc(4096);
  image.write('hsqs');
  image.writeUInt16LE(compressor, 20);
  image.writeUInt16LE(4, 28);
  return image;
}

/** The walk gives each container as much of a head as any of them wants. */
const claimsOf = (head: Uint8Array): string[] =>
  containers.filter((container) => container.sniff(head)).map(({ id }) => id);

describe('heads without a magic number that could be believed', () => {
  test.each(HEADS)('%s, %s', (id, _, head) => expect(claimsOf(head)).toEqual([id]));
  test.each(OTHERS)('none of them: %s', (_, head) => expect(claimsOf(head)).toEqual([]));
});

test('every format that 7-Zip opens has a title and says how it is known', () => {
  for (const { title, sniff, sniffTail, headBytes } of sevenZipContainers) {
    expect(title).not.toBe('');
    expect(sniff(new Uint8Array(headBytes))).toBe(false);
    expect(headBytes > 0 || sniffTail !== undefined).toBe(true);
  }
});
