/**
 * Detects a stream of an .xz file whose header is damaged ("The .xz File Format", 2.1 and 4): 7-Zip takes anything that no header
 * begins for data after the file.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { hasMagic, magic, occurrencesIn } from '../container/magic.ts';

const HEADER_BYTES = 12;
const FOOTER_BYTES = 12;
const END_MARK = Buffer.from('YZ');
/** An index of 16 MiB describes a few million blocks. */
const MAX_INDEX_BYTES = 16 << 20;
export const XZ_MAGIC = magic('fd 37 7a 58 5a 00');

/** @returns a description of the damage in a file of which 7-Zip has left something over */
export function headlessXzStream(source: ByteSource, budget: Budget): string | undefined {
  for (const footer of footersIn(source, budget)) {
    if (footer.isOneTooMany) return 'found ends of xz streams whose indexes are larger than the file';
    const start = streamStart(source, footer);
    // A stream with a header is found by that.
    if (start !== undefined && start >= 0 && startsXz(source.read(start, HEADER_BYTES))) continue;
    return `found the end of an xz stream at offset ${footer.start} whose header is damaged; it is scanned as is`;
  }
  return undefined;
}

/**
 * Where the stream at the beginning of `source` ends. 7-Zip takes zeros and the next stream for more of the same file; without this,
 * each of the modules that lie side by side in an image (grub-rescue-floppy.img) would be read together with all that follow. The next
 * header is no end: it may be that of an .xz file inside, which LZMA2 stores as it is.
 * @returns undefined when no footer leads back to it
 */
export function xzStreamEnd(source: ByteSource, budget: Budget): number | undefined {
  for (const footer of footersIn(source, budget, { isPatient: false }))
    if (!footer.isOneTooMany && streamStart(source, footer) === 0) return footer.start + FOOTER_BYTES;
  return undefined;
}

/**
 * In random bytes, marks are 64 KiB apart. Where they are as close as this on average, and more than a few, the search is given up: each
 * header of a leaf may have the same gigabyte of them after it.
 */
const MIN_MARK_DISTANCE_BYTES = 1 << 10;
const MAX_CLOSE_MARKS = 1 << 10;

interface Footer {
  readonly start: number;
  readonly indexBytes: number;
}

/**
 * Footers in ascending order. Each has an index of its own: the first one that does not fit the file is the last one yielded.
 * @param isPatient whether to go on where marks are too close together
 */
function* footersIn(
  source: ByteSource,
  budget: Budget,
  { isPatient = true } = {},
): Generator<Footer & { readonly isOneTooMany: boolean }> {
  let room = source.size;
  let marks = 0;
  for (const at of occurrencesIn(source, END_MARK, budget)) {
    budget.checkTime();
    if (++marks > MAX_CLOSE_MARKS + at / MIN_MARK_DISTANCE_BYTES && !isPatient) return;
    const footer = footerAt(source, at + END_MARK.length - FOOTER_BYTES);
    if (footer === undefined) continue;
    room -= footer.indexBytes;
    yield { ...footer, isOneTooMany: room < 0 };
    if (room < 0) return;
  }
}

/* Stream footer:
 *  0  4  CRC-32 of the next six bytes
 *  4  4  backward size: of the index, in units of four bytes, less one
 *  8  2  flags of the stream, as in its header
 * 10  2  'YZ'                                                           */
function footerAt(source: ByteSource, start: number): Footer | undefined {
  if (start < 0) return undefined;
  const footer = Buffer.from(source.read(start, FOOTER_BYTES));
  if (crc32(footer.subarray(4, 10)) !== footer.readUInt32LE(0)) return undefined;
  return { start, indexBytes: 4 * (footer.readUInt32LE(4) + 1) };
}

/* Index:
 *  0  1  0
 *  1  n  number of blocks, and of each of them its size without padding and its size unpacked: seven bits a byte, the lowest first,
 *        bit 7 when more follow                                                                                               */
function streamStart(source: ByteSource, { start: end, indexBytes }: Footer): number | undefined {
  const start = end - indexBytes;
  if (start < HEADER_BYTES || indexBytes > MAX_INDEX_BYTES) return undefined;
  const index = source.read(start, indexBytes);
  let at = 1;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; at < index.length; scale *= 128) {
      const byte = index[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
    }
    return value;
  };
  let blocks = 0;
  for (let left = number(); left > 0 && at < index.length; left--) {
    blocks += Math.ceil(number() / 4) * 4;
    number();
  }
  return start - blocks - HEADER_BYTES;
}

/*  0  6  fd '7zXZ' 00     6  2  flags     8  4  CRC-32 of the flags   */
export function startsXz(bytes: Uint8Array): boolean {
  return (
    bytes.length >= HEADER_BYTES &&
    hasMagic(bytes, XZ_MAGIC) &&
    crc32(bytes.subarray(6, 8)) === Buffer.from(bytes).readUInt32LE(8)
  );
}
