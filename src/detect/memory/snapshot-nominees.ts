/**
 * Members of JSON Web Keys in a V8 heap snapshot. A snapshot is JSON with every string of the heap once in the array `strings`,
 * apart from its name and from the object that it belonged to. Numbers of RFC 7518, section 6.2, and RFC 8037 are base64url of the
 * length that the curve requires.
 */
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';

/** Beginning of the output of HeapSnapshotJSONSerializer, and of its array of strings (heap-snapshot-generator.cc). */
const BEGINNING = '{"snapshot":{"meta":';
const STRINGS = '"strings":[';
const CHUNK_BYTES = 1 << 20;
/** Characters for 32, 48, 57 and 66 bytes: P-256 and Ed25519, P-384, Ed448, P-521. */
const MEMBER = /"(?:[\w-]{88}|[\w-]{76}|[\w-]{64}|[\w-]{43})(?=")/g;
/** Longest member, including its quotes. */
const OVERLAP_BYTES = 90;

/** The form of the nominees of `snapshotNominees`, as facts call it. */
export const SNAPSHOT_FORM = 'v8-string';

export function* snapshotNominees(image: MemoryImage): Generator<Nominee> {
  if (textOf(image.read(0, BEGINNING.length)) !== BEGINNING) return;
  let areStrings = false;
  for (let start = 0; start < image.size; start += CHUNK_BYTES - OVERLAP_BYTES) {
    image.checkTime();
    const bytes = image.read(start, CHUNK_BYTES);
    // The snapshot has numbers before its strings.
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
