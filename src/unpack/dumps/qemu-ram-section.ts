/** Locates the memory section in the saved state of a machine. */

/** Length of the searched head: names of the machine and of stream capabilities precede the memory. */
export const SEARCHED_BYTES = 1024;

/*  head of the section "ram", big-endian
 *  0   1  1 start of a section
 *  1   4  its number, which its later parts have too
 *  5   1  3, length of the name
 *  6   3  "ram"
 *  9   4  0, instance
 *  13  4  4, version
 *  17  8  bytes of memory, the lowest bits 4      */
const NAME = Buffer.from('\x03ram\0\0\0\0\0\0\0\x04', 'latin1');
const BEFORE_NAME_BYTES = 5;
const SECTION_START = 1;
/** Followed by the version and the number of bits, 4 bytes each; absent: 12. */
const PAGE_BITS = Buffer.from('configuration/target-page-bits');
/** Then pages have fixed places in the file, which views/raw-memory.ts reads. */
const MAPPED = Buffer.from('\x0amapped-ram');
const MAGIC = Buffer.from('QEVM\0\0\0\x03', 'latin1');

export interface RamSection {
  /** Start of what follows its header: the memory blocks. */
  readonly start: number;
  readonly id: number;
  readonly pageBytes: number;
}

/** @param bytes a head of the stream, beginning with its magic number */
export function findRamSection(bytes: Uint8Array): RamSection | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SEARCHED_BYTES));
  if (Buffer.compare(head.subarray(0, MAGIC.length), MAGIC) !== 0) return undefined;
  const nameAt = head.indexOf(NAME);
  const at = nameAt - BEFORE_NAME_BYTES;
  if (at < MAGIC.length || head[at] !== SECTION_START) return undefined;
  const before = head.subarray(0, at);
  if (before.includes(MAPPED)) return undefined;
  const bits = pageBitsIn(before);
  if (bits < 10 || bits > 16) return undefined;
  return { start: nameAt + NAME.length, id: head.readUInt32BE(at + 1), pageBytes: 2 ** bits };
}

function pageBitsIn(before: Buffer): number {
  const at = before.indexOf(PAGE_BITS) + PAGE_BITS.length + 4;
  return at > PAGE_BITS.length + 4 && at + 4 <= before.length ? before.readUInt32BE(at) : 12;
}
