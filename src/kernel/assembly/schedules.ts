// Finds AES key schedules at every byte offset. Most words of a schedule are the xor of two others, without the S-box.
// That also holds when the bytes of each word are swapped, and after InvMixColumns, since that map is linear. It is
// tested for 16 offsets at a time.
import { isDecryptSchedule, isEncryptSchedule, prepareSbox, scheduleWords } from './aes';
import { SCHEDULE_HIT_BYTES, WORDS } from './layout';
import { isZeros, SEGMENT_BYTES, skipZeros } from './zeros';

/** One for each form. */
const MAX_HITS_AN_OFFSET = 18;

let first: usize = 0;
let next: usize = 0;
let end: usize = 0;
let limit: usize = 0;
let origin: usize = 0;
let hitsEnd: usize = 0;

/**
 * Starts a scan for schedules that begin in [start, stop) and end at or before `dataEnd`; positions count from
 * `windowAt`.
 */
export function beginSchedules(start: usize, stop: usize, dataEnd: usize, windowAt: usize): void {
  prepareSbox();
  first = next = start;
  end = stop;
  limit = dataEnd;
  origin = windowAt;
}

export function moreSchedules(): u32 {
  return <u32>(next < lastOffset());
}

/**
 * End of the offsets to test. Decryption schedules are recognised by their second round, 16 bytes after their start, or
 * as in `forwardStart`.
 */
// @ts-ignore: decorator
@inline
function lastOffset(): usize {
  return min(end + 24, limit);
}

/**
 * Start of a decryption schedule in the order of encryption, if the relations at `at` are its. Its inner rounds have
 * the relations of an encryption schedule: from the second round on, or, with a key of 6 words, whose length is no
 * multiple of a round, from the seventh word on.
 */
// @ts-ignore: decorator
@inline
function forwardStart(at: usize, keyWords: u32): usize {
  return at - (keyWords == 6 ? 24 : 16);
}

/**
 * Writes hits of SCHEDULE_HIT_BYTES to [hits, space) and returns their end. The scan is complete when `moreSchedules()`
 * is 0; otherwise call again. A hit:
 *    0   4  position
 *    4   1  words of the key: 4, 6 or 8
 *    5   1  1: a decryption schedule, 2: one in the order of encryption
 *    6   1  1: the bytes of each word are swapped
 *    8  32  the key
 */
export function resumeSchedules(hits: usize, space: usize): usize {
  const to = lastOffset();
  hitsEnd = hits;
  for (let at = next; at < to; ) {
    if (load<u64>(at) == 0 && isZeros(at, to)) at = skipZeros(at, to) - 16;
    const segmentEnd = min(at + SEGMENT_BYTES, to);
    let low = relationsAt(at);
    for (; at < segmentEnd; at += 16) {
      const high = relationsAt(at + 16);
      const words = wordsIn(low, high);
      low = high;
      if (words == 0) continue;
      next = verifyOffsets(at, words & ~zeroWordsBehind(at), min(to, at + 16), space);
      if (next < min(to, at + 16)) return hitsEnd;
    }
  }
  next = to;
  return hitsEnd;
}

/** Bit n of the result is set when bits n to n + 3 are set. `low` has the first 16 bits and `high` the next. */
// @ts-ignore: decorator
@inline
function wordsIn(low: u32, high: u32): u32 {
  const both = low | (high << 16);
  const two = both & (both >> 1);
  return two & (two >> 2) & 0xffff;
}

/** Bit n is set when the second word after `at` + n is 0. */
function zeroWordsBehind(at: usize): u32 {
  const zero = i8x16.splat(0);
  return wordsIn(
    <u32>i8x16.bitmask(i8x16.eq(v128.load(at, 4), zero)),
    <u32>i8x16.bitmask(i8x16.eq(v128.load(at, 20), zero)),
  );
}

/**
 * Verifies those offsets from `block` on whose bits are set, below `to`. Returns `to`, or the offset at which there was
 * no more space for hits.
 */
function verifyOffsets(block: usize, offsets: u32, to: usize, space: usize): usize {
  for (; offsets != 0; offsets &= offsets - 1) {
    const at = block + <usize>ctz(offsets);
    if (at >= to) break;
    if (hitsEnd + MAX_HITS_AN_OFFSET * SCHEDULE_HIT_BYTES > space) return at;
    verifyAt(at);
  }
  return to;
}

/** Bit n is set when byte n satisfies the two relations of some form. */
// @ts-ignore: decorator
@inline
function relationsAt(at: usize): u32 {
  const w1 = v128.load(at, 4);
  const w2 = v128.load(at, 8);
  const w4 = v128.load(at, 16);
  const w5 = v128.load(at, 20);
  const w6 = v128.load(at, 24);
  const w7 = v128.load(at, 28);
  const w8 = v128.load(at, 32);
  const w9 = v128.load(at, 36);
  const w10 = v128.load(at, 40);
  const first = v128.xor(v128.load(at), w1);
  const second = v128.xor(w1, w2);
  const encrypt128 = v128.or(v128.xor(w1, v128.xor(w4, w5)), v128.xor(w2, v128.xor(w5, w6)));
  const encrypt192 = v128.or(v128.xor(w1, v128.xor(w6, w7)), v128.xor(w2, v128.xor(w7, w8)));
  const encrypt256 = v128.or(v128.xor(w1, v128.xor(w8, w9)), v128.xor(w2, v128.xor(w9, w10)));
  const decrypt128 = v128.or(v128.xor(first, w5), v128.xor(second, w6));
  const decrypt192 = v128.or(v128.xor(second, w4), v128.xor(v128.xor(w2, v128.load(at, 12)), w5));
  const decrypt256 = v128.or(v128.xor(first, w9), v128.xor(second, w10));
  const least = i8x16.min_u(
    i8x16.min_u(i8x16.min_u(encrypt128, encrypt192), encrypt256),
    i8x16.min_u(i8x16.min_u(decrypt128, decrypt192), decrypt256),
  );
  return <u32>i8x16.bitmask(i8x16.eq(least, i8x16.splat(0)));
}

function verifyAt(at: usize): void {
  for (let keyWords: u32 = 4; keyWords <= 8; keyWords += 2) {
    if (encryptRelations(at, keyWords) == 0) {
      if (fits(at, keyWords)) {
        if (isEncryptSchedule(at, keyWords, 0)) report(at, keyWords, 0, 0);
        if (isEncryptSchedule(at, keyWords, 1)) report(at, keyWords, 0, 1);
      }
      verifyDecrypt(forwardStart(at, keyWords), keyWords, 1);
    }
    if (decryptRelations(at, keyWords) == 0) verifyDecrypt(at - 16, keyWords, 0);
  }
}

function verifyDecrypt(start: usize, keyWords: u32, forward: u32): void {
  if (!fits(start, keyWords)) return;
  if (isDecryptSchedule(start, keyWords, 0, forward)) report(start, keyWords, 1 + forward, 0);
  if (isDecryptSchedule(start, keyWords, 1, forward)) report(start, keyWords, 1 + forward, 1);
}

/** 0 when words 1 to 3 of a key and the words that follow it are related as in a schedule. */
function encryptRelations(at: usize, keyWords: u32): u32 {
  const behind = at + (<usize>keyWords << 2);
  const first = load<u32>(at, 4) ^ load<u32>(behind) ^ load<u32>(behind, 4);
  const second = load<u32>(at, 8) ^ load<u32>(behind, 4) ^ load<u32>(behind, 8);
  return first | second | (load<u32>(at, 12) ^ load<u32>(behind, 8) ^ load<u32>(behind, 12));
}

/**
 * The same for the second round of an inverse schedule. A key of 6 words needs other distances, since its length is no
 * multiple of a round.
 */
function decryptRelations(at: usize, keyWords: u32): u32 {
  const first = load<u32>(at) ^ load<u32>(at, 4);
  const second = load<u32>(at, 4) ^ load<u32>(at, 8);
  const third = load<u32>(at, 8) ^ load<u32>(at, 12);
  if (keyWords == 6) return (first ^ load<u32>(at, 44)) | (second ^ load<u32>(at, 16)) | (third ^ load<u32>(at, 20));
  const behind = at + (<usize>keyWords << 2);
  return (first ^ load<u32>(behind, 4)) | (second ^ load<u32>(behind, 8)) | (third ^ load<u32>(behind, 12));
}

function fits(start: usize, keyWords: u32): bool {
  return start >= first && start < end && start + (<usize>scheduleWords(keyWords) << 2) <= limit;
}

function report(at: usize, keyWords: u32, decrypt: u32, swapped: u32): void {
  store<u32>(hitsEnd, <u32>(at - origin));
  store<u32>(hitsEnd, keyWords | (decrypt << 8) | (swapped << 16), 4);
  v128.store(hitsEnd, v128.load(WORDS), 8);
  v128.store(hitsEnd, v128.load(WORDS + 16), 24);
  hitsEnd += SCHEDULE_HIT_BYTES;
}
