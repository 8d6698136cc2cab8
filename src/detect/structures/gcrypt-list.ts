/**
 * Private keys in the form in which libgcrypt holds an S-expression in memory (src/sexp.c): tokens of one byte each,
 *   1  ST_DATA, then u16 length in the order of the machine and the bytes      3  ST_OPEN      4  ST_CLOSE
 * A member is therefore
 *   0  03    1  01    2  u16 1    4  the letter    5  01    6  u16 length    8  the number, big-endian    then 04
 * `q` is preceded by the name of the curve, and `n` by that of the algorithm. Neither is required: a list that libgcrypt has
 * extracted from another has none. Read: little-endian machines, RSA with both primes, and the curves below.
 *
 * And what is left of a canonical list, `(1:q33:…)(1:d32:…)`, when an allocator overwrote the words before q: gpg-agent of GnuPG 2.4 leaves
 * a key of Ed448 in this form only. RSA keys of this kind are found by their numbers.
 */
import { latin1 } from '../latin1.ts';
import { CURVES } from '../proof/ec.ts';
import type { ProvenKey } from '../proof/read-key.ts';
import { MAX_RSA_BYTES } from '../proof/rsa.ts';
import { keyOf } from './gcrypt-key.ts';

const HEAD_BYTES = 8;
const [DATA, OPEN, CLOSE] = [1, 3, 4];
/** What opens and closes a canonical list. */
const [OPEN_TEXT, CLOSE_TEXT] = [0x28, 0x29];

/** e has at most 256 bits (FIPS 186-5, section A.1.1), and a leading zero for the sign. */
const MAX_EXPONENT_BYTES = 33;
/** Of the members before d: n and e. */
export const GCRYPT_LIST_BYTES_BEFORE = 2 * (HEAD_BYTES + 1) + MAX_RSA_BYTES + MAX_EXPONENT_BYTES;

/** Names of the curves that have points of that many bytes, the likely one first. */
const CURVES_BY_POINT_BYTES = new Map<number, readonly string[]>([
  ...CURVES.map(({ bytes }): [number, string[]] => [1 + 2 * bytes, namesOfCurves(bytes)]),
  // With and without the 40 that precedes the string of a point. On P-224 a point has 57 bytes as well.
  [33, ['Ed25519', 'Curve25519']],
  [32, ['Ed25519']],
  [58, ['Ed448']],
  [57, ['Ed448', ...namesOfCurves(28)]],
  [56, ['X448']],
]);

function namesOfCurves(bytes: number): string[] {
  return CURVES.filter((curve) => curve.bytes === bytes).map(({ name }) => name);
}
/** Precedes q if a 33-byte q is of Curve25519: the end of `(flags djb-tweak)`. */
const MONTGOMERY_FLAG = 'djb-tweak\x04';

/** The key, and where its first member begins. */
interface GcryptList {
  readonly key: ProvenKey;
  readonly start: number;
}

/** @returns the key whose member d begins at `at`. Never throws. */
export function readGcryptList(bytes: Uint8Array, at: number): GcryptList | undefined {
  const isText = bytes[at] === OPEN_TEXT;
  // Cheap, and rare outside these lists: the previous member ends here.
  if (bytes[at - 1] !== (isText ? CLOSE_TEXT : CLOSE)) return undefined;
  const d = isText ? readCanonicalMember(bytes, at) : readMember(bytes, at);
  if (d?.name !== 'd') return undefined;
  return readCurveList(bytes, at, d) ?? (isText ? undefined : readRsaList(bytes, at, d));
}

function readCurveList(bytes: Uint8Array, at: number, d: Member): GcryptList | undefined {
  const isText = bytes[at] === OPEN_TEXT;
  for (const [pointBytes, names] of CURVES_BY_POINT_BYTES) {
    const start = at - 1 - pointBytes - (isText ? `(1:q${pointBytes}:`.length : HEAD_BYTES);
    const q = isText ? readCanonicalMember(bytes, start) : readMember(bytes, start);
    if (q === undefined || q.name !== 'q' || q.end !== at) continue;
    const isMontgomery = latin1(bytes, start - MONTGOMERY_FLAG.length, start) === MONTGOMERY_FLAG;
    for (const curve of isMontgomery ? ['Curve25519'] : names) {
      const members = membersOf([q, d]).set('curve', [Buffer.from(curve)]);
      const publicKey = keyOf('ecc', members, 'prove');
      if (publicKey === undefined) continue;
      return { key: { state: 'proven', structure: 'gcrypt', length: d.end - start, publicKey }, start };
    }
  }
  return undefined;
}

function readRsaList(bytes: Uint8Array, at: number, d: Member): GcryptList | undefined {
  // Without its primes, the proof would have to compute them, at a hundred times the cost.
  const p = readMember(bytes, d.end);
  const e = memberThatEndsAt(bytes, at);
  if (p === undefined || p.name !== 'p' || e === undefined) return undefined;
  const before = bytes.subarray(Math.max(0, at - GCRYPT_LIST_BYTES_BEFORE), e.start);
  const start = e.start - before.length + Buffer.from(before.buffer, before.byteOffset, before.length).lastIndexOf(N);
  const n = readMember(bytes, start);
  if (n === undefined || n.name !== 'n' || n.end !== e.start) return undefined;
  const members = [n, e, d, p];
  for (let end = p.end; members.length < RSA_MEMBERS; end = members.at(-1)!.end) {
    const next = readMember(bytes, end);
    if (next === undefined) break;
    members.push(next);
  }
  const named = membersOf(members);
  if (!named.has('q')) return undefined;
  const publicKey = keyOf('rsa', named, 'prove');
  const length = members.at(-1)!.end - start;
  return publicKey && { key: { state: 'proven', structure: 'gcrypt', length, publicKey }, start };
}
const N = Buffer.of(OPEN, DATA, 1, 0, 'n'.charCodeAt(0), DATA);
/** n, e, d, p, q, u. */
const RSA_MEMBERS = 6;

interface Member {
  readonly name: string;
  readonly value: Uint8Array;
  readonly start: number;
  /** After its closing 04. */
  readonly end: number;
}

function readMember(bytes: Uint8Array, start: number): Member | undefined {
  if (bytes[start] !== OPEN || bytes[start + 1] !== DATA || bytes[start + 2] !== 1 || bytes[start + 3] !== 0) {
    return undefined;
  }
  const close = start + HEAD_BYTES + (bytes[start + 6]! | (bytes[start + 7]! << 8));
  if (bytes[start + 5] !== DATA || bytes[close] !== CLOSE) return undefined;
  const name = String.fromCharCode(bytes[start + 4]!);
  return { name, value: bytes.subarray(start + HEAD_BYTES, close), start, end: close + 1 };
}

/** `(1:d32:`, the bytes, `)`. */
function readCanonicalMember(bytes: Uint8Array, start: number): Member | undefined {
  const head = start < 0 ? null : CANONICAL_HEAD.exec(latin1(bytes, start, start + CANONICAL_HEAD_BYTES));
  if (head === null) return undefined;
  const from = start + head[0].length;
  const close = from + Number(head[2]);
  if (bytes[close] !== CLOSE_TEXT) return undefined;
  return { name: head[1]!, value: bytes.subarray(from, close), start, end: close + 1 };
}
const CANONICAL_HEAD = /^\(1:([qd])([1-9]\d{1,2}):/;
const CANONICAL_HEAD_BYTES = 8;

function memberThatEndsAt(bytes: Uint8Array, end: number): Member | undefined {
  for (let length = 1; length <= MAX_EXPONENT_BYTES; length++) {
    const member = readMember(bytes, end - 1 - length - HEAD_BYTES);
    if (member?.name === 'e' && member.end === end) return member;
  }
  return undefined;
}

function membersOf(members: readonly Member[]): Map<string, readonly Uint8Array[]> {
  return new Map(members.map(({ name, value }) => [name, [value]]));
}
