// The AES key schedule, FIPS 197 sections 5.2 (expansion) and 5.3.5 (the equivalent inverse cipher's), on words whose
// lowest byte is the first of the column.
import { SBOX, WORDS } from './layout';

/** Fills the S-box, once: multiplicative inverse in GF(2^8), then the affine map (FIPS 197 section 5.1.1). */
export function prepareSbox(): void {
  if (load<u8>(SBOX) != 0) return;
  // p runs through all powers of 3, q through their inverses.
  let p: u32 = 1;
  let q: u32 = 1;
  do {
    p = (p ^ times2(p)) & 0xff;
    q ^= q << 1;
    q ^= q << 2;
    q ^= q << 4;
    q = (q ^ (q & 0x80 ? 0x09 : 0)) & 0xff;
    const spread = q | (q << 8);
    store<u8>(SBOX + <usize>p, q ^ (spread >> 7) ^ (spread >> 6) ^ (spread >> 5) ^ (spread >> 4) ^ 0x63);
  } while (p != 1);
  store<u8>(SBOX, 0x63);
}

/** Each of four bytes times 2 in GF(2^8). */
// @ts-ignore: decorator
@inline
function times2(word: u32): u32 {
  return ((word << 1) & 0xfefefefe) ^ (((word >> 7) & 0x01010101) * 0x1b);
}

function mixColumn(word: u32): u32 {
  const doubled = times2(word);
  return doubled ^ rotr(word ^ doubled, 8) ^ rotr(word, 16) ^ rotr(word, 24);
}

function unmixColumn(word: u32): u32 {
  return mixColumn(word ^ times2(times2(word ^ rotr(word, 16))));
}

function substituteWord(word: u32): u32 {
  return (
    <u32>load<u8>(SBOX + <usize>(word & 0xff)) |
    (<u32>load<u8>(SBOX + <usize>((word >> 8) & 0xff)) << 8) |
    (<u32>load<u8>(SBOX + <usize>((word >> 16) & 0xff)) << 16) |
    (<u32>load<u8>(SBOX + <usize>(word >> 24)) << 24)
  );
}

/**
 * The value that is xored with word `index - keyWords` to give word `index`: word `index - 1`, perhaps rotated and
 * substituted.
 */
function addend(index: u32, keyWords: u32, before: u32): u32 {
  const place = index % keyWords;
  if (place == 0) return substituteWord(rotr(before, 8)) ^ roundConstant(index / keyWords);
  return keyWords > 6 && place == 4 ? substituteWord(before) : before;
}

function roundConstant(round: u32): u32 {
  let constant: u32 = 1;
  for (let times: u32 = 1; times < round; times++) constant = times2(constant) & 0xff;
  return constant;
}

/** Word `index` of the words at `at`; with `swapped` 1, the bytes of each word are reversed in memory. */
function wordAt(at: usize, index: u32, swapped: u32): u32 {
  const word = load<u32>(at + (<usize>index << 2));
  return swapped ? bswap<u32>(word) : word;
}

// @ts-ignore: decorator
@inline
function known(index: u32): u32 {
  return load<u32>((<usize>index << 2), WORDS);
}

// @ts-ignore: decorator
@inline
function learn(index: u32, word: u32): void {
  store<u32>(<usize>index << 2, word, WORDS);
}

/** Whether an encryption schedule stands at `at`. If so, its key is left in WORDS. */
export function isEncryptSchedule(at: usize, keyWords: u32, swapped: u32): bool {
  for (let index: u32 = 0; index < keyWords; index++) learn(index, wordAt(at, index, swapped));
  for (let index = keyWords; index < scheduleWords(keyWords); index++) {
    const word = known(index - keyWords) ^ addend(index, keyWords, known(index - 1));
    if (word != wordAt(at, index, swapped)) return false;
    learn(index, word);
  }
  return true;
}

/**
 * Whether the schedule of an equivalent inverse cipher stands at `at`: all rounds but the first and the last went
 * through InvMixColumns; the last round's words come first, or with `forward` 1 the order is that of encryption. Takes
 * the end of the key's schedule and computes the rest backwards. If it is a schedule, its key is left in WORDS.
 */
export function isDecryptSchedule(at: usize, keyWords: u32, swapped: u32, forward: u32): bool {
  const words = scheduleWords(keyWords);
  for (let index = words - keyWords; index < words; index++) {
    const stored = wordAt(at, placeOf(index, words, forward), swapped);
    learn(index, index < words - 4 ? mixColumn(stored) : stored);
  }
  for (let index = words - keyWords; index > 0; ) {
    index--;
    const word = known(index + keyWords) ^ addend(index + keyWords, keyWords, known(index + keyWords - 1));
    if (wordAt(at, placeOf(index, words, forward), swapped) != (index < 4 ? word : unmixColumn(word))) return false;
    learn(index, word);
  }
  return true;
}

/** Where word `index` lies: the rounds, of four words each, are in reverse order, unless `forward` is 1. */
// @ts-ignore: decorator
@inline
function placeOf(index: u32, words: u32, forward: u32): u32 {
  return forward ? index : words - 4 - (index & ~3) + (index & 3);
}

/** Words of a schedule: 44, 52 or 60. */
// @ts-ignore: decorator
@inline
export function scheduleWords(keyWords: u32): u32 {
  return (keyWords + 7) << 2;
}
