/**
 * Numbers in runs of random bytes with a header of their own: what the allocator, or the language, writes before an object of the
 * size of a private key. Offsets before the number, 64-bit, little-endian except for chunks:
 *   chunk of glibc (malloc.c):             a word, 4 or 8: size of the chunk, flags in its low 3 bits; user data take up to size - word
 *   array of HotSpot (arrayOop.hpp):      16 mark word, 8 u32 class, 4 u32 length
 *   array of .NET (CoreCLR, object.h):    16 method table, 8 u64 length
 *   BigNat of GHC (rts, StgArrBytes):     16 info table, 8 u64 length in bytes; words, the lowest first: Integer of Haskell, so EC scalars of crypton
 *   bytes of CPython (bytesobject.h):     32 count, 24 type, 16 u64 length, 8 hash
 *   int of CPython (longintrepr.h):       16 type, 8 u64 number of digits, since 3.12 shifted by 3 bits
 *   ByteArray of V8 (fixed-array.h):      16 map, its low bit 1, 8 u32 zero, 4 u32 length: a Uint8Array of up to 64 bytes keeps its bytes
 *                                         there, in Node of 64 bits (typed_array_max_size_in_heap). When the collector has moved it, what is
 *                                         left behind has the new address, not marked with 1, in place of the map (MapWord in objects.h)
 *   FixedSizeSecBlock of Crypto++ (secblock.h), behind 32 bytes of Ed25519: 8 u64 most elements, all ones, 16 u64 32, 24 pointer to the bytes
 *   OCTET STRING in DER, any alignment:    2 tag 04, 1 length; left over after the key was read and its frame overwritten
 *   TPM2B in host order of libtpms (TpmTypes.h; swtpm 0.7.1), any alignment: 2 u16 length, and behind it zeros to its room of 80 bytes;
 *                                         before it of a scalar an empty seed, of x the end of its parameters: zeros
 *   ST_DATA of libgcrypt (src/sexp.c), any alignment: 3 u8 1, 2 u16 length: keys of gpg-agent. A number has no zeros on top, but one before
 *                                         its highest bit
 *   of PHP, Erlang, OCaml and SBCL:       string-headers.ts
 *   numbers of wolfSSL:                   sp-int-header.ts
 *   array in HPROF, any alignment:         5 u32 number of elements, big-endian, 1 element type (8 byte, 10 int)
 */

import { isZero } from '../../bytes/zeros.ts';
import { type Run, runsOf, SLACK_BYTES } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { BYTE_ARRAYS, type HeadedClaim, type Nominee } from './nominee.ts';
import { isPointer } from './program-pointer.ts';
import { spIntClaim } from './sp-int-header.ts';
import { stringClaim } from './string-headers.ts';

/** What a header says about the bytes after it. */
interface Claim extends Omit<HeadedClaim, 'form'> {
  /** Distance from the header, if not directly after it. */
  readonly skip?: number;
  /** What is behind the number is zero up to here. */
  readonly zerosTo?: number;
}

const EITHER_WAY = ['little-endian', 'big-endian'] as const;

/**
 * Chunk size → possible contents. P-521 takes 66 bytes, or 9 words. In mbedTLS, x and y of a point have space for a product and
 * one more word (ecp.c, bignum.c), the rest being zeros: 9, 13, 17 and 19 words. In nettle (ecc-point.c), x and y are adjacent in
 * one chunk, as they are in RustCrypto in a Box (primeorder, affine.rs). Crypto++ rounds 9 words up to
 * 16, the rest being zeros (integer.cpp).
 */
const CHUNKS: ReadonlyMap<number, readonly Claim[]> = new Map([
  [0x30, [{ length: 32, spellings: EITHER_WAY }, withoutTopZero(32)]],
  [0x40, [{ length: 48, spellings: EITHER_WAY }, { length: 56, spellings: ['big-endian'] }, withoutTopZero(48)]],
  [
    0x50,
    [
      { length: 64, spellings: EITHER_WAY },
      { length: 66, spellings: ['big-endian'] },
      { length: 72, spellings: ['little-endian'] },
      { length: 57, spellings: ['big-endian'] },
      withoutTopZero(66),
      ...sideBySide(32),
    ],
  ],
  [0x70, sideBySide(48)],
  [
    0x90,
    [
      { length: 64, spellings: ['little-endian'] },
      { length: 72, spellings: ['little-endian'], zerosTo: 128 },
    ],
  ],
  [0xa0, [{ length: 72, spellings: ['little-endian'] }, ...sideBySide(72)]],
]);

function sideBySide(length: number): Claim[] {
  return [0, length].map((skip) => ({ skip, length, spellings: ['little-endian'] }));
}

/** BN_bn2bin() of OpenSSL writes no zeros on top. The byte behind is one that calloc() or an earlier number left 0: others are too many to try. */
function withoutTopZero(length: number): Claim {
  return { length: length - 1, zerosTo: length, spellings: ['big-endian'] };
}

const IN_32_BITS = (length: number): Claim => ({ length, spellings: ['little-endian', 'big-endian', 'words-32'] });
/** The same in a 32-bit process, where P-521 takes 17 words. Sizes are multiples of 16 on i386, of 8 elsewhere (MALLOC_ALIGNMENT). */
const CHUNKS_OF_32_BITS: ReadonlyMap<number, readonly Claim[]> = new Map([
  [0x28, [32].map(IN_32_BITS)],
  [0x30, [32].map(IN_32_BITS)],
  [0x38, [48].map(IN_32_BITS)],
  [0x40, [48, 57].map(IN_32_BITS)],
  [0x48, [64, 66, 68].map(IN_32_BITS)],
  [0x50, [64, 66, 68].map(IN_32_BITS)],
]);

/** Elements of an array of 32-bit words: 256, 384, 512, 521 bits. */
const INT_ARRAYS = new Set([8, 12, 16, 17]);
/** Digits of 30 bits: 256, 384, 521 bits. */
const PYTHON_DIGITS = new Set([9, 13, 18]);
/** Bytes of words: 256, 384, 521 bits. */
const GHC_BIG_NATS = new Set([32, 48, 72]);
/**
 * The upper half of addresses of libraries and mappings. On Linux the info tables of GHC are in the program itself, below this;
 * the method tables of .NET arrays are above.
 */
const LIBRARIES_FROM = 0x7000;
const OCTET_STRINGS = new Set([32, 48, 56, 57, 66]);

export function* headedNominees(image: MemoryImage): Generator<Nominee> {
  const { littleEndian = true, pointerBytes = 8 } = image.memory;
  for (const run of runsOf(image)) {
    if (image.isPacked) yield* ofHprof(run);
    else if (pointerBytes === 4) yield* ofSmallChunks(run, littleEndian);
    else yield* ofChunks(run, littleEndian);
    if (!image.isPacked && littleEndian) {
      yield* ofMemory(run);
      yield* ofTpm(run);
      yield* ofGcrypt(run);
    }
    yield* ofOctetStrings(run);
  }
}

/** The size of the next chunk has six zero bytes or more, so no run extends over the end of a chunk. */
function* ofChunks(run: Run, littleEndian: boolean): Generator<Nominee> {
  const { bytes, at } = run;
  if (at < 8) return;
  const size = Number(new DataView(bytes.buffer, bytes.byteOffset + at - 8).getBigUint64(0, littleEndian));
  const chunk = size - (size % 8);
  if (run.end - run.start > chunk - 8) return;
  for (const claim of CHUNKS.get(chunk) ?? []) {
    const { skip = 0, length, zerosTo = 0 } = claim;
    if (isZero(bytes.subarray(at + length, at + zerosTo))) yield* nominee(run, at + skip, claim, 'chunk');
  }
}

/** A 32-bit size has three zero bytes, which may pass for random together with the bytes before it. */
function* ofSmallChunks(run: Run, littleEndian: boolean): Generator<Nominee> {
  const { bytes, at } = run;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let from = Math.max(8, at); from <= at + MAX_HEADER_BYTES && from < at + run.end - run.start; from += 8) {
    const size = view.getUint32(from - 4, littleEndian);
    for (const claim of CHUNKS_OF_32_BITS.get(size - (size % 8)) ?? []) yield* nominee(run, from, claim, 'chunk');
  }
}
/** Bytes before a number that a run may begin with: the chunk size, and remains of the previous block. */
const MAX_HEADER_BYTES = 16;

function* ofMemory(run: Run): Generator<Nominee> {
  const { bytes, at } = run;
  if (at < 40) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const shift of SHIFTS) yield* ofObjects(run, view, at + shift);
  yield* ofSecBlock(run, view);
  for (const claim of [stringClaim(view, at), spIntClaim(view, at)])
    if (claim !== undefined) yield* nominee(run, at, claim, claim.form);
}

/**
 * Of 521 bits the first 32 are mostly zeros, and digits of 30 bits have few high bytes: for one such number in a hundred, what looks
 * random begins one word later. It begins one word earlier where the header does: a compressed class of HotSpot, and the hash of CPython's bytes,
 * look as random as those of a number.
 */
const SHIFTS = [0, -8, 8] as const;

function* ofSecBlock(run: Run, view: DataView): Generator<Nominee> {
  const behind = run.at + run.end - run.start;
  if (behind + 24 > view.byteLength || view.getBigUint64(behind + 8, true) !== ALL_ONES) return;
  if (view.getBigUint64(behind + 16, true) !== BigInt(SEED_BYTES)) return;
  yield* nominee(run, behind - SEED_BYTES, { length: SEED_BYTES, spellings: ['big-endian'] }, 'cryptopp-block');
}
const ALL_ONES = 2n ** 64n - 1n;
const SEED_BYTES = 32;

function* ofObjects(run: Run, view: DataView, at: number): Generator<Nominee> {
  const low = view.getUint32(at - 8, true);
  const high = view.getUint32(at - 4, true);
  // Bits of the mark word: 1 unlocked; 3 marked, as the collector leaves a dead copy.
  const mark = view.getUint8(at - 16) & 7;
  if (low !== 0 && (mark === 1 || mark === 3)) {
    if (INT_ARRAYS.has(high)) yield* nominee(run, at, { length: 4 * high, spellings: ['java'] }, 'java-array');
    if (BYTE_ARRAYS.has(high)) yield* nominee(run, at, { length: high, spellings: EITHER_WAY }, 'java-array');
  }
  if (high === 0 && isPointer(view, at - 16)) {
    if (BYTE_ARRAYS.has(low)) yield* nominee(run, at, { length: low, spellings: ['big-endian'] }, 'dotnet-array');
    if (GHC_BIG_NATS.has(low) && view.getUint32(at - 12, true) < LIBRARIES_FROM)
      yield* nominee(run, at, { length: low, spellings: ['little-endian'] }, 'ghc-big-nat');
    const digits = PYTHON_DIGITS.has(low) ? low : PYTHON_DIGITS.has(low / 8) ? low / 8 : 0;
    if (digits > 0) yield* nominee(run, at, { length: 4 * digits, spellings: ['digits30'] }, 'python-int');
  }
  if (low === 0 && BYTE_ARRAYS.has(high) && (isPointer(view, at - 16, 1) || isPointer(view, at - 16)))
    yield* nominee(run, at, { length: high, spellings: ['big-endian'] }, 'v8-bytes');
  yield* ofPythonBytes(run, view, at);
}

function* ofPythonBytes(run: Run, view: DataView, at: number): Generator<Nominee> {
  const length = view.getUint32(at - 16, true);
  if (BYTE_ARRAYS.has(length) && view.getUint32(at - 12, true) === 0 && isPointer(view, at - 24))
    yield* nominee(run, at, { length, spellings: ['big-endian'] }, 'python-bytes');
}

function* ofOctetStrings(run: Run): Generator<Nominee> {
  const { bytes, at } = run;
  const end = at + run.end - run.start;
  for (let tag = Math.max(0, at - SLACK_BYTES); tag < end; tag++) {
    const length = bytes[tag + 1]!;
    if (bytes[tag] === 0x04 && OCTET_STRINGS.has(length))
      yield* nominee(run, tag + 2, { length, spellings: ['big-endian'] }, 'der-octets');
  }
}

function* ofTpm(run: Run): Generator<Nominee> {
  const { bytes, at } = run;
  for (let start = Math.max(6, at - SLACK_BYTES); start <= at + SLACK_BYTES; start++) {
    const length = bytes[start - 2]!;
    if (bytes[start - 1] !== 0 || !OCTET_STRINGS.has(length)) continue;
    const behind = bytes.subarray(start + length, start + length + 8);
    if (isZero(bytes.subarray(start - 6, start - 2)) && isZero(behind))
      yield* nominee(run, start, { length, spellings: ['big-endian'] }, 'tpm2b');
  }
}

/** In the whole run: the frames of a list have few zeros, so d is in one run with the q before it. */
function* ofGcrypt(run: Run): Generator<Nominee> {
  const { bytes, at } = run;
  const end = at + run.end - run.start;
  for (let start = Math.max(3, at - SLACK_BYTES); start < end; start++) {
    if (bytes[start - 1] !== 0 || bytes[start - 3] !== 1) continue;
    const length = bytes[start - 2]!;
    if (GCRYPT_NUMBERS.has(length)) yield* nominee(run, start, { length, spellings: ['big-endian'] }, 'gcrypt-data');
  }
}
const GCRYPT_NUMBERS = new Set([31, 32, 33, 47, 48, 49, 56, 57, 65, 66]);

function* ofHprof(run: Run): Generator<Nominee> {
  const { bytes, at } = run;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let start = Math.max(5, at - SLACK_BYTES); start < at + SLACK_BYTES; start++) {
    const type = bytes[start - 1];
    const count = view.getUint32(start - 5);
    if (type === 8 && BYTE_ARRAYS.has(count))
      yield* nominee(run, start, { length: count, spellings: EITHER_WAY }, 'java-array');
    if (type === 10 && INT_ARRAYS.has(count))
      yield* nominee(run, start, { length: 4 * count, spellings: ['big-endian'] }, 'java-array');
  }
}

function* nominee({ bytes, start, at }: Run, from: number, { length, spellings }: Claim, form: string) {
  if (from + length > bytes.length) return;
  const copy = bytes.slice(from, from + length);
  const rank = form === 'chunk' ? 2 : 1;
  yield { offset: start - at + from, bytes: copy, form, spellings, rank } satisfies Nominee;
}
