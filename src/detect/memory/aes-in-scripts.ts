/**
 * Expanded AES keys of JavaScript, in the V8 heap: an array of small integers, one for each word of the schedule (FIPS 197, section 5.2).
 * crypto-js, node-forge and sjcl keep columns as big-endian numbers, and in a schedule for decryption in the order 0, 3, 2, 1.
 * FixedArray with uncompressed pointers, as in 64-bit Node (fixed-array.h, smi.h):
 *   0 map, 8 u32 zero, 12 u32 capacity in elements, 16 the elements: u32 zero, i32 word
 * The survey has checked the first words; every one follows from the key.
 */
import { atFixedLimit } from '../../model/gap.ts';
import type { Match } from '../../model/match.ts';
import { sha256Hex, tokenFingerprint } from '../fingerprint.ts';
import { type AesSchedule, readAesSchedule } from '../proof/aes-schedule.ts';
import { aesKeySchedule } from './aes-key-schedule.ts';
import type { MemoryImage, MemorySearch } from './memory-search.ts';

const HEADER_BYTES = 16;
const ELEMENT_BYTES = 8;
/** Of AES-256. */
const MAX_WORDS = 60;
/** A process has a few for each cipher; each takes 50 µs. */
const MAX_ARRAYS = 1 << 14;
const ARRAYS_PER_CHECK = 1 << 8;
const INCOMPLETE = atFixedLimit(
  `more than ${MAX_ARRAYS} arrays of JavaScript begin like an expanded AES key; of the others, none was tried`,
  'scan a smaller dump',
);

export const aesInScripts: MemorySearch = {
  id: 'aes-in-scripts',
  form: {
    specification: 'FIPS 197, sections 5.2 and 5.3.5, in an array of JavaScript',
    proof: 'all round keys follow from the key',
  },
  title: 'AES key in use by JavaScript: an expanded key schedule',
  severity: 'medium',
  confidence: 'proven',
  advice: aesKeySchedule.advice,
  search,
};

function* search(image: MemoryImage): Generator<Match> {
  const { scheduleWords } = image.survey;
  if (scheduleWords.length > MAX_ARRAYS) image.reportIncomplete(INCOMPLETE);
  for (const [count, at] of scheduleWords.subarray(0, MAX_ARRAYS).entries()) {
    if (count % ARRAYS_PER_CHECK === 0) image.checkTime();
    const words = wordsIn(image.read(at + HEADER_BYTES, MAX_WORDS * ELEMENT_BYTES));
    const schedule = readAesSchedule(words, 0) ?? readAesSchedule(turned(words), 0);
    if (schedule !== undefined) yield matchOf(schedule, at + HEADER_BYTES);
  }
}

function matchOf({ key, length, direction }: AesSchedule, offset: number): Match {
  return {
    ...{ offset, length: (length / 4) * ELEMENT_BYTES, fingerprint: tokenFingerprint(key), preview: '' },
    facts: { kind: 'aes', bits: 8 * key.length, keySha256: sha256Hex(key), form: `v8-schedule-${direction}` },
  };
}

/** The words, each with the highest byte first, up to the first element that is none. */
function wordsIn(elements: Uint8Array): Uint8Array {
  const view = new DataView(elements.buffer, elements.byteOffset, elements.length);
  const words = new DataView(new ArrayBuffer(elements.length / 2));
  let length = 0;
  for (let at = 0; at + ELEMENT_BYTES <= elements.length && view.getUint32(at, true) === 0; at += ELEMENT_BYTES) {
    words.setUint32(at / 2, view.getUint32(at + 4, true));
    length = at / 2 + 4;
  }
  return new Uint8Array(words.buffer, 0, length);
}

/** The columns of each round in the order 0, 3, 2, 1. */
function turned(words: Uint8Array): Uint8Array {
  const columns = words.length & ~15;
  return words.slice(0, columns).map((_, at) => words[(at & ~15) | (-(at & 12) & 12) | (at & 3)]!);
}
