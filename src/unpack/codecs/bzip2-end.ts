/**
 * Detects a later stream of a bzip2 file whose header is damaged (the only description of the format is its source: BZ2_compressBlock in
 * compress.c). 7-Zip takes anything that no header begins for data behind the file.
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

/** The square root of pi, which precedes the checksum of all blocks; not byte-aligned. */
const END_OF_STREAM = 0x1772_4538_5090n;
const END_BYTES = 7;
const ENDS = Array.from({ length: 8 }, (_, shift) => endAt(shift));

/** That number shifted by `shift` bits: the bytes that it fills, and masks for the bytes it shares at both ends. */
function endAt(shift: number): { inner: Buffer; first: number; last: number; firstMask: number; lastMask: number } {
  const bytes = Buffer.from((END_OF_STREAM << BigInt(8 - shift)).toString(16).padStart(2 * END_BYTES, '0'), 'hex');
  const [firstMask, lastMask] = [0xff >> shift, 0xff ^ (0xff >> shift)];
  return { inner: bytes.subarray(1, 6), first: bytes[0]!, last: bytes[6]!, firstMask, lastMask };
}

const CHUNK_BYTES = 1 << 20;

/** @returns a description of the damage in a file of which 7-Zip has left something over */
export function headlessBzip2Stream(source: ByteSource, budget: Budget): string | undefined {
  let headers = 0;
  let ends = 0;
  for (let at = 0; at < source.size; at += CHUNK_BYTES) {
    budget.checkTime();
    const bytes = Buffer.from(source.read(at, Math.min(CHUNK_BYTES + BZIP2_REACH_BYTES, source.size - at)));
    headers += count(bytes, HEADER, (found) => startsBzip2(bytes.subarray(found)));
    for (const { inner, first, last, firstMask, lastMask } of ENDS)
      ends += count(bytes, inner, (found) => {
        const [before = 0, behind = 0] = [bytes[found - 1], bytes[found + inner.length]];
        return (before & firstMask) === first && (behind & lastMask) === last;
      });
  }
  if (ends <= headers) return undefined;
  return `found ${ends} ends of bzip2 streams and ${headers} headers that are sound; what no header begins is scanned as is`;
}
const BZIP2_REACH_BYTES = 9;

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

/** Occurrences of `needle` in the first CHUNK_BYTES of `bytes`. */
function count(bytes: Buffer, needle: Buffer, isRight: (at: number) => boolean): number {
  let total = 0;
  for (let at = bytes.indexOf(needle); at >= 0 && at < CHUNK_BYTES; at = bytes.indexOf(needle, at + 1))
    if (isRight(at)) total++;
  return total;
}
