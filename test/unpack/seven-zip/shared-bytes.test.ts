import { expect, test } from 'vitest';
import { containers } from '../../../src/unpack/catalog.ts';
import { list } from '../observe.ts';

const [SECTOR_BYTES, SECTORS_PER_CLUSTER, CLUSTERS, FILES] = [512, 128, 19, 500];

/* Microsoft's FAT specification, section 3.1 and 6:
 * 11  2  bytes of a sector   13  1  sectors of a cluster   14  2  reserved sectors   16  1  FATs   17  2  entries of the root
 * 19  2  sectors   21  1  media   22  2  sectors of a FAT                                                                     */
/** A FAT12 whose files all begin at the first of the same clusters. */
function image(): Buffer {
  const rootSectors = (512 * 32) / SECTOR_BYTES;
  const sectors = 2 + rootSectors + CLUSTERS * SECTORS_PER_CLUSTER;
  const bytes = Buffer.alloc(sectors * SECTOR_BYTES, 'text in clusters. ');
  bytes.fill(0, 0, (2 + rootSectors) * SECTOR_BYTES);
  Buffer.from('eb3c90', 'hex').copy(bytes);
  bytes.write('MSDOS5.0', 3, 'latin1');
  bytes.writeUInt16LE(SECTOR_BYTES, 11);
  bytes.set([SECTORS_PER_CLUSTER, 1, 0, 1], 13);
  bytes.writeUInt16LE(512, 17);
  bytes.writeUInt16LE(sectors, 19);
  bytes[21] = 0xf8;
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt16BE(0x55aa, 510);
  writeChain(bytes.subarray(SECTOR_BYTES));
  for (let file = 0; file < FILES; file++) {
    const entry = bytes.subarray(2 * SECTOR_BYTES + 32 * file);
    entry.write(`FILE${String(file).padStart(4, '0')}TXT`, 0, 'latin1');
    entry[11] = 0x20;
    entry.writeUInt16LE(2, 26);
    entry.writeUInt32LE(CLUSTERS * SECTORS_PER_CLUSTER * SECTOR_BYTES, 28);
  }
  return bytes;
}

/** Entries of 12 bits: the media, all ones, and of each cluster the one behind it. */
function writeChain(fat: Buffer): void {
  const entries = [0xff8, 0xfff, ...Array.from({ length: CLUSTERS }, (_, index) => index + 3)];
  entries[entries.length - 1] = 0xfff;
  for (const [index, entry] of entries.entries()) {
    const at = index + (index >> 1);
    fat.writeUInt16LE(fat.readUInt16LE(at) | (index % 2 === 0 ? entry : entry << 4), at);
  }
}

test('500 files of a FAT in the same clusters: a few are read, and the rest is told', async () => {
  const fat = containers.find(({ id }) => id === 'fat')!;
  const bytes = image();
  expect(fat.sniff(bytes.subarray(0, 512))).toBe(true);
  const { entries, troubles } = await list(fat, bytes);
  const files = entries.filter(({ name }) => name.startsWith('FILE'));
  expect(files.map((file) => file.bytes.length)).toEqual(
    Array.from({ length: 3 }, () => CLUSTERS * SECTORS_PER_CLUSTER * SECTOR_BYTES),
  );
  expect(troubles.map(({ trouble }) => trouble.message)).toEqual([expect.stringContaining('files share their bytes')]);
});
