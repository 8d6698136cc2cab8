/**
 * Finds where a bzip2 file in the middle of other bytes ends, and a later stream whose header is damaged, because 7-Zip takes anything that
 * no header begins for data after the file. The only description of the format is its source (BZ2_compressBlock in compress.c).
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { hasMagic, type Magic, magic } from '../container/magic.ts';
import { isTextToEnd } from '../container/plausible.ts';

/** A stream begins with a block, or with its end. */
export const BZIP2_MAGICS: readonly Magic[] = [
  magic('42 5a 68 .. 31 41 59 26 53 59'),
  magic('42 5a 68 .. 17 72 45 38 50 90'),
];
const HEADER = Buffer.from('BZh');
const HEADER_BYTES = 4;

/** The digits of pi, which begin each block, and those of its square root, which precede the checksum of all blocks; not byte-aligned. */
const BLOCKS = shiftedByBits(0x3141_5926_5359n);
const ENDS = shiftedByBits(0x1772_4538_5090n);

/** A number of 48 bits that begins `shift` bits into a byte: the bytes that it fills, and masks for those it shares at both ends. */
interface ShiftedNumber {
  readonly shift: number;
  readonly inner: Buffer;
  readonly first: number;
  readonly last: number;
  readonly firstMask: number;
  readonly lastMask: number;
}

function shiftedByBits(number: bigint): readonly ShiftedNumber[] {
  return Array.from({ length: 8 }, (_, shift) => {
    const bytes = Buffer.from((number << BigInt(8 - shift)).toString(16).padStart(14, '0'), 'hex');
    const [firstMask, lastMask] = [0xff >> shift, 0xff ^ (0xff >> shift)];
    return { shift, inner: bytes.subarray(1, 6), first: bytes[0]!, last: bytes[6]!, firstMask, lastMask };
  });
}

/** Offset of the byte after a stream, from the byte in which the number begins: its 48 bits, 32 of checksum, and padding. */
const behindEnd = (shift: number): number => (shift === 0 ? 10 : 11);
const REACH_BYTES = 11;

/** Where `number` begins in the first `size` of `bytes`. */
function startsOf({ inner, first, last, firstMask, lastMask }: ShiftedNumber, bytes: Buffer, size: number): number[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf(inner, 1); at > 0 && at <= size; at = bytes.indexOf(inner, at + 1)) {
    const behind = bytes[at + inner.length] ?? 0;
    if ((bytes[at - 1]! & firstMask) === first && (behind & lastMask) === last) starts.push(at - 1);
  }
  return starts;
}

const CHUNK_BYTES = 1 << 20;

/** @returns a description of the damage in a file of which 7-Zip has left something over */
export function headlessBzip2Stream(source: ByteSource, budget: Budget): string | undefined {
  let headers = 0;
  let ends = 0;
  for (let at = 0; at < source.size; at += CHUNK_BYTES) {
    budget.checkTime();
    const bytes = Buffer.from(source.read(at, Math.min(CHUNK_BYTES + REACH_BYTES, source.size - at)));
    headers += countHeaders(bytes);
    for (const end of ENDS) ends += startsOf(end, bytes, CHUNK_BYTES).length;
  }
  if (ends <= headers) return undefined;
  return `found ${ends} ends of bzip2 streams and ${headers} headers that are sound; what no header begins is scanned as is`;
}

/** Sound headers in the first CHUNK_BYTES of `bytes`. */
function countHeaders(bytes: Buffer): number {
  let total = 0;
  for (let at = bytes.indexOf(HEADER); at >= 0 && at < CHUNK_BYTES; at = bytes.indexOf(HEADER, at + 1))
    if (startsBzip2(bytes.subarray(at))) total++;
  return total;
}

/** Where streams are closer than this on average, and more than a few, the others are a file of their own: each might have all of them after it. */
const MIN_STREAM_DISTANCE_BYTES = 1 << 10;
const MAX_CLOSE_STREAMS = 512;

/**
 * Where the file at the beginning of `source` ends: after the last of the streams that follow one another without a gap (pbzip2 makes one
 * of every 900 kB). Without this, all that follows is passed to 7-Zip and searched for streams without a header, once for each such file.
 * @returns undefined when no end is found
 */
export function bzip2FileEnd(source: ByteSource, budget: Budget): number | undefined {
  let end: number | undefined;
  for (let streams = 0; streams < MAX_CLOSE_STREAMS + (end ?? 0) / MIN_STREAM_DISTANCE_BYTES; streams++) {
    const next = streamEnd(source, end ?? 0, budget);
    if (next === undefined) return end;
    end = next;
    if (!mayStartStream(source.read(end, Math.min(BZIP2_HEAD_BYTES, source.size - end)))) return end;
  }
  return end;
}
const BZIP2_HEAD_BYTES = 10;

/** A stream with a damaged header belongs to the file, so that 7-Zip leaves it over and `headlessBzip2Stream` reports it. */
function mayStartStream(head: Uint8Array): boolean {
  return hasMagic(head, HEADER_MAGIC) || BLOCK_MAGICS.some((one) => hasMagic(head, one));
}
const HEADER_MAGIC = magic('42 5a 68');
const BLOCK_MAGICS = [magic('31 41 59 26 53 59', HEADER_BYTES), magic('17 72 45 38 50 90', HEADER_BYTES)];

/** More than a block of 900,000 bytes takes: it grows by a hundredth and 600 bytes at most (bzip2.txt: RECOVERING DATA and PERFORMANCE). */
const MAX_BLOCK_BYTES = 1 << 20;
const MIN_STEP_BYTES = 256;
const MAX_STEP_BYTES = 64 << 10;

/** Within the size of a block, another one must begin, or the stream end. */
function streamEnd(source: ByteSource, start: number, budget: Budget): number | undefined {
  let stepBytes = MIN_STEP_BYTES;
  let limit = start + MAX_BLOCK_BYTES;
  for (let at = start + HEADER_BYTES; at < Math.min(limit, source.size); at += stepBytes) {
    budget.checkTime();
    if (at > start + HEADER_BYTES) stepBytes = Math.min(2 * stepBytes, MAX_STEP_BYTES);
    const bytes = Buffer.from(source.read(at, Math.min(stepBytes + REACH_BYTES, source.size - at)));
    const ends = ENDS.flatMap((end) => startsOf(end, bytes, stepBytes).map((found) => found + behindEnd(end.shift)));
    if (ends.length > 0) return Math.min(source.size, at + Math.min(...ends));
    if (BLOCKS.some((block) => startsOf(block, bytes, stepBytes).length > 0)) limit = at + stepBytes + MAX_BLOCK_BYTES;
  }
  return undefined;
}

/** The fourth byte is the size of blocks: '1' to '9'; in the constants of a reader (libarchive.a) it is zero. */
function startsBzip2(bytes: Uint8Array): boolean {
  return bytes[3]! >= 0x31 && bytes[3]! <= 0x39 && BZIP2_MAGICS.some((one) => hasMagic(bytes, one));
}

/**
 * For the middle of other bytes. The magic number is text, which also occurs in programs that pack and in their tests (test_bz2.py of
 * Python); a real stream continues with the checksum of a block and random-looking data.
 */
export function isLikelyBzip2(head: Uint8Array): boolean {
  return startsBzip2(head) && !isTextToEnd(head.subarray(0, LIKELY_BYTES), 0);
}
/** Less than one in 10^9 random sequences of this length is text. */
const LIKELY_BYTES = 40;
