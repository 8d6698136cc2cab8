/**
 * The partitions with files in the flash memory of an ESP32, as `esptool merge_bin` and `idf.py merge-bin` write it and `esptool
 * read_flash` dumps it (ESP-IDF, Partition Tables). Found by the table, in the middle of the image: SPIFFS has no magic number, so nothing
 * else tells where it begins. Everything else is scanned as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { anyMagic, bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';

/*  entry of the table, little-endian
 *  0   2  aa 50
 *  2   1  type: 0 program, 1 data; 3 1 subtype
 *  4   4  where it begins in the flash memory
 *  8   4  bytes
 *  12  16 label                                    */
const ENTRY_BYTES = 32;
const ENTRY = magic('aa 50');
/** An entry with the MD5 of those before it, which ESP-IDF writes unless told otherwise. */
const CHECKSUM = magic('eb eb');
const ERASED = 0xff;
const DATA = 1;
/** FAT, SPIFFS, LittleFS. */
const FILE_SYSTEMS = [0x81, 0x82, 0x83];
/** The table has a sector of its own, of which it fills the first 3 KiB. */
const SECTOR_BYTES = 4096;
const MAX_TABLE_BYTES = 3072;
const MIN_ENTRIES = 2;

/** What the first partition may be: non-volatile storage, data of updates or of the radio, an own one, a program. Its offset is a multiple of 4 KiB. */
const MAGICS = ['01 02', '01 00', '01 01', '01 06', '00 00', '00 10'].map((type) => magic(`aa 50 ${type} 00`));
const mayBegin = anyMagic(MAGICS);

export const espFlash: SourceContainer = {
  id: 'esp-flash',
  title: 'partitions with files in images of the flash memory of ESP32',
  limits: 'programs and other partitions: only raw bytes',
  reads: 'source',
  headBytes: MAX_TABLE_BYTES,
  keepsLeaf: 'searched',
  isNeverInside: true,
  embeddedBy: MAGICS,
  firstBytes: firstBytesOf(MAGICS),
  sniff: (head) => mayBegin(head) && partitionsIn(head).length >= MIN_ENTRIES,
  entries,
};

interface Partition {
  readonly label: string;
  readonly hasFiles: boolean;
  /** Offsets in the flash memory. */
  readonly start: number;
  readonly end: number;
}

/**
 * Those that follow one another, as all tools write them. The rest of the table is erased: without that, each 64 bytes of hostile input
 * may be a table with a partition of all that follows.
 */
function partitionsIn(table: Uint8Array): Partition[] {
  const bytes = bufferOf(table.subarray(0, MAX_TABLE_BYTES));
  const partitions: Partition[] = [];
  let at = 0;
  for (; at + ENTRY_BYTES <= bytes.length && hasMagic(bytes.subarray(at), ENTRY); at += ENTRY_BYTES) {
    const [start, size] = [bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at + 8)];
    const label = bytes.toString('latin1', at + 12, at + 28).replace(/\0.*$/s, '');
    const before = partitions.at(-1)?.end ?? SECTOR_BYTES;
    if (start % SECTOR_BYTES !== 0 || size === 0 || start < before || !/^[!-~]+$/.test(label)) return [];
    const hasFiles = bytes[at + 2] === DATA && FILE_SYSTEMS.includes(bytes[at + 3]!);
    partitions.push({ label, hasFiles, start, end: start + size });
  }
  const rest = bytes.subarray(hasMagic(bytes.subarray(at), CHECKSUM) ? at + ENTRY_BYTES : at);
  return rest.every((byte) => byte === ERASED) ? partitions : [];
}

/** The flash memory may have been dumped, or the image merged, without its end. */
async function* entries(source: ByteSource, _budget: Budget): AsyncGenerator<Entry> {
  const partitions = partitionsIn(source.read(0, Math.min(MAX_TABLE_BYTES, source.size)));
  // Later entries of the table look like the first of another.
  const table = { start: 0, end: MAX_TABLE_BYTES };
  // The first partition follows the table. `source` begins with the table, wherever that is in the flash memory.
  const tableAt = (partitions[0]?.start ?? SECTOR_BYTES) - SECTOR_BYTES;
  for (const { label, hasFiles, start, end } of partitions) {
    const range = { start: start - tableAt, end: Math.min(end - tableAt, source.size) };
    if (!hasFiles || range.start >= range.end) continue;
    yield { name: label, open: () => streamOf(sliceOf(source, range.start, range.end)), taken: () => [table, range] };
  }
}
