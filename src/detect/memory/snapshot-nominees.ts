/**
 * Members of JSON Web Keys in a heap snapshot of V8: JSON, in which every string of the heap stands once in the array `strings`, apart
 * from its name and from the object that it was part of. Numbers of RFC 7518, section 6.2, and RFC 8037 are base64url as long as
 * the curve wants.
 */
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';

/** How HeapSnapshotJSONSerializer begins, and its array of strings (heap-snapshot-generator.cc). */
const BEGINNING = '{"snapshot":{"meta":';
const STRINGS = '"strings":[';
const CHUNK_BYTES = 1 << 20;
/** Characters of 32, 48, 57 and 66 bytes: P-256 and Ed25519, P-384, Ed448, P-521. */
const MEMBER = /"(?:[\w-]{88}|[\w-]{76}|[\w-]{64}|[\w-]{43})(?=")/g;
/** Longest member and its quotes. */
const OVERLAP_BYTES = 90;

/** The form of what `snapshotNominees` gives, as facts call it. */
export const SNAPSHOT_FORM = 'v8-string';

export function* snapshotNominees(image: MemoryImage): Generator<Nominee> {
  if (textOf(image.read(0, BEGINNING.length)) !== BEGINNING) return;
  let areStrings = false;
  for (let start = 0; start < image.size; start += CHUNK_BYTES - OVERLAP_BYTES) {
    image.checkTime();
    const bytes = image.read(start, CHUNK_BYTES);
    // What stands before them are numbers.
    areStrings ||= Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(STRINGS);
    const isLast = start + bytes.length >= image.size;
    if (areStrings) yield* membersIn(textOf(bytes), start, isLast);
    if (isLast) return;
  }
}

function* membersIn(text: string, start: number, isLast: boolean): Generator<Nominee> {
  for (const { 0: quoted, index } of text.matchAll(MEMBER)) {
    // The next chunk begins there.
    if (!isLast && index >= CHUNK_BYTES - OVERLAP_BYTES) return;
    const digits = quoted.slice(1);
    const bytes = Uint8Array.from(Buffer.from(digits, 'base64url'));
    const place = { offset: start + index + 1, length: digits.length };
    yield { ...place, bytes, form: SNAPSHOT_FORM, spellings: ['big-endian'], rank: 1 };
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
