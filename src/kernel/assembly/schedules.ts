// AES key schedules at every byte offset. Most words of a schedule are the xor of two others, without the S-box, and so are they
// when the bytes of each word are swapped or, since that map is linear, unmixed. That is tested for 16 offsets at a time.
import { isDecryptSchedule, isEncryptSchedule, prepareSbox, scheduleWords } from './aes';
import { SCHEDULE_HIT_BYTES, WORDS } from './layout';
import { isZeros, SEGMENT_BYTES, skipZeros } from './zeros';

let first: usize = 0;
let next: usize = 0;
let end: usize = 0;
let limit: usize = 0;
let origin: usize = 0;
let hitsEnd: usize = 0;

/** Starts a scan for schedules that begin in [start, stop) and end at or before `dataEnd`; positions count from `windowAt`. */
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

/** Decryption schedules are recognised by their second round, 16 bytes behind their start. */
// @ts-ignore: decorator
@inline
function lastOffset(): usize {
  return min(end + 16, limit);
}

/**
 * Writes hits of SCHEDULE_HIT_BYTES to [hits, space) and returns their end. The scan is over when `moreSchedules()` is 0;
 * otherwise call again. A hit:
 *    0   4  position
 *    4   1  words of the key: 4, 6 or 8
 *    5   1  1: a decryption schedule
 *    6   1  1: the bytes of each word are swapped
 *    8  32  the key
 */
export function resumeSchedules(hits: usize, space: usize): usize {
  const to = lastOffset();
  hitsEnd = hits;
  while (next < to) {
    if (load<u64>(next) == 0 && isZeros(next, to)) next = skipZeros(next, to) - 16;
    const segmentEnd = min(next + SEGMENT_BYTES, to);
    while (next < segmentEnd) {
      let candidates = candidatesAt(next);
      if (candidates == 0) {
        next += 16;
        continue;
      }
      const block = next;
      while (candidates != 0) {
        const at = block + <usize>ctz(candidates);
        // An offset gives at most one hit a form.
        if (hitsEnd + 12 * SCHEDULE_HIT_BYTES > space) {
          next = at;
          return hitsEnd;
        }
        if (at < to) verifyAt(at);
        candidates &= candidates - 1;
      }
      next = block + 16;
    }
  }
  return hitsEnd;
}

/** Bit n: at offset n from `at`, two words in a row are the xor of two others, as in one of the six forms, and are not all 0. */
function candidatesAt(at: usize): u32 {
  const low = relationsAt(at);
  const high = relationsAt(at + 16);
  let both = low | (high << 16);
  both &= both >> 1;
  both &= both >> 2;
  if ((both & 0xffff) == 0) return 0;
  const zero = i8x16.splat(0);
  let zeros =
    <u32>i8x16.bitmask(i8x16.eq(v128.load(at, 4), zero)) | (<u32>i8x16.bitmask(i8x16.eq(v128.load(at, 20), zero)) << 16);
  zeros &= zeros >> 1;
  zeros &= zeros >> 2;
  return both & ~zeros & 0xffff;
}

/** Bit n: the bytes at n fulfil the two relations of some form. */
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
    for (let swapped: u32 = 0; swapped < 2; swapped++) {
      if (fits(at, keyWords) && isEncryptSchedule(at, keyWords, swapped)) report(at, keyWords, 0, swapped);
      if (fits(at - 16, keyWords) && isDecryptSchedule(at - 16, keyWords, swapped)) report(at - 16, keyWords, 1, swapped);
    }
  }
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
