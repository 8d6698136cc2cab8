/**
 * OpenPGP secret keys and subkeys: packets 5 and 7 of RFC 9580 (versions 4 and 6; version 4 as in RFC 4880), and of LibrePGP
 * (draft-koch-librepgp, section 5.5.3: version 5, which GnuPG makes of Ed448).
 *
 *   header   new format c5/c7 with a length of 1, 2 or 5 bytes, old format 94–96/9c–9e with one of 1, 2 or 4
 *   body     version, 4 bytes of time, algorithm, (versions 5 and 6: 4 bytes of length,) public numbers, S2K usage, (version 5: a byte,
 *            0 for usage 0,) then
 *              usage 0: (version 5: 4 bytes of length,) secret numbers, (versions 4 and 5: their sum modulo 65,536)
 *              usage 253–255 or a cipher: parameters and ciphertext
 * A number (MPI) is a uint16 count of bits and the bytes for them.
 *
 * Read: RSA, DSA, ElGamal, ECDH, ECDSA and EdDSA over named curves, Ed25519, Ed448, X25519, X448. In the clear, the sum must be
 * right and the numbers must agree. Refused: partial lengths, versions 2 and 3, a stub for a key that is elsewhere (GnuPG's S2K
 * 101).
 */
import { createHash } from 'node:crypto';
import { fromBytes } from '../proof/big-integer.ts';
import { isDsaPublicKey, proveDsa } from '../proof/dsa.ts';
import { CURVES, proveEc } from '../proof/ec.ts';
import { EDWARDS_ALGORITHMS, type EdwardsAlgorithm, proveEdwards } from '../proof/edwards.ts';
import { type ElgamalPublicKey, isElgamalPublicKey, proveElgamal } from '../proof/elgamal.ts';
import type { PublicKey } from '../proof/key-facts.ts';
import { proveRsa } from '../proof/rsa.ts';
import { PacketCursor } from './openpgp-cursor.ts';

export type OpenpgpKey = SecretKey & {
  /** Bytes of the packet, including its header. */
  readonly length: number;
};

type SecretKey = ClearKey | LockedKey;

interface ClearKey {
  readonly state: 'proven';
  readonly publicKey: PublicKey | ElgamalPublicKey;
  /** As programs print it: upper-case hex. */
  readonly fingerprint: string;
}

interface LockedKey {
  readonly state: 'locked';
  /** Absent for ElGamal. */
  readonly publicKey?: PublicKey;
  readonly fingerprint: string;
  readonly ciphertext: Uint8Array;
}

/** A whole packet that is not a secret key, neither in the clear nor encrypted. */
export interface OtherPacket {
  readonly state: 'other';
  readonly length: number;
}

export const SECRET_TAGS: readonly number[] = [5, 7];

/** @returns the packet at `start`; undefined if none begins there or it is cut. Never throws. */
export function readOpenpgpPacket(bytes: Uint8Array, start: number): OpenpgpKey | OtherPacket | undefined {
  const header = readHeader(bytes, start);
  if (header === undefined) return undefined;
  const { tag, body, end } = header;
  const key = SECRET_TAGS.includes(tag) ? readSecretKey(new PacketCursor(bytes, body, end)) : undefined;
  return key ? { ...key, length: end - start } : { state: 'other', length: end - start };
}

interface Header {
  readonly tag: number;
  readonly body: number;
  readonly end: number;
}

/** Undefined if the packet reaches past the end of the bytes. */
export function readHeader(bytes: Uint8Array, start: number): Header | undefined {
  const first = bytes[start];
  if (first === undefined || first < 0x80) return undefined;
  const cursor = new PacketCursor(bytes, start + 1, bytes.length);
  const isNew = (first & 0x40) !== 0;
  const length = isNew ? newLength(cursor) : (first & 3) === 3 ? undefined : cursor.number(1 << (first & 3));
  if (length === undefined || cursor.position + length > bytes.length) return undefined;
  return { tag: isNew ? first & 0x3f : (first >> 2) & 15, body: cursor.position, end: cursor.position + length };
}

function newLength(cursor: PacketCursor): number | undefined {
  const first = cursor.number(1);
  if (first === undefined || first < 192) return first;
  if (first === 255) return cursor.number(4);
  const second = first < 224 ? cursor.number(1) : undefined;
  return second === undefined ? undefined : (first - 192) * 256 + second + 192;
}

/** How to read the public numbers, and how to prove the secret ones after them. */
interface Algorithm {
  readonly publicKey?: PublicKey | undefined;
  /** Reads the secret numbers and compares. */
  prove(secret: PacketCursor): PublicKey | ElgamalPublicKey | undefined;
}

function readSecretKey(body: PacketCursor): SecretKey | undefined {
  const start = body.position;
  const version = body.number(1);
  const time = body.take(4);
  const id = body.number(1);
  if ((version !== 4 && version !== 5 && version !== 6) || time === undefined || id === undefined) return undefined;
  const publicBytes = version === 4 ? undefined : body.number(4);
  const numbersStart = body.position;
  const algorithm = readAlgorithm(id, body);
  if (algorithm === undefined) return undefined;
  if (publicBytes !== undefined && body.position - numbersStart !== publicBytes) return undefined;
  const publicBody = body.bytes.subarray(start, body.position);
  const fingerprint = fingerprintOf(version, publicBody);
  const usage = body.number(1);
  if (usage === undefined) return undefined;
  if (usage !== 0) {
    const ciphertext = protectedPart(body, usage, version);
    const known = algorithm.publicKey && { publicKey: algorithm.publicKey };
    return ciphertext && { state: 'locked', fingerprint, ...known, ciphertext };
  }
  if (version === 5 && (body.number(1) !== 0 || body.number(4) !== body.end - 2 - body.position)) return undefined;
  // The sum is checked before the arithmetic, which takes longer.
  const sumStart = version === 6 ? body.end : body.end - 2;
  if (sumStart < body.position || (version !== 6 && !sumHolds(body, sumStart))) return undefined;
  const publicKey = algorithm.prove(body);
  return publicKey && body.position === sumStart ? { state: 'proven', fingerprint, publicKey } : undefined;
}

/** Compares the two bytes at `sumStart` with the sum of the bytes before it. */
function sumHolds(body: PacketCursor, sumStart: number): boolean {
  const sum = body.bytes.subarray(body.position, sumStart).reduce((total, byte) => (total + byte) & 0xffff, 0);
  return sum === body.bytes[sumStart]! * 256 + body.bytes[sumStart + 1]!;
}

/** RFC 9580, section 5.5.4; for version 5 LibrePGP, section 5.5.4. */
function fingerprintOf(version: 4 | 5 | 6, publicBody: Uint8Array): string {
  const { length } = publicBody;
  const head =
    version === 4
      ? Uint8Array.of(0x99, length >> 8, length & 0xff)
      : Uint8Array.of(version === 5 ? 0x9a : 0x9b, 0, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff);
  const digest = createHash(version === 4 ? 'sha1' : 'sha256')
    .update(head)
    .update(publicBody);
  return digest.digest('hex').toUpperCase();
}

const MIN_CIPHERTEXT_BYTES = 16;

/** The part after the S2K usage, if it is a derivation of RFC 9580 and not a stub. */
function protectedPart(body: PacketCursor, usage: number, version: number): Uint8Array | undefined {
  if (usage < 253 && usage > 13) return undefined; // ids of ciphers end at 13
  if (usage >= 253) {
    if (version !== 4) body.number(1);
    const cipher = body.number(1);
    if (usage === 253) body.number(1);
    if (version === 6) body.number(1);
    const type = body.number(1);
    // Simple, salted, iterated and salted, Argon2; 101 is GnuPG's stub.
    if (cipher === undefined || cipher < 1 || cipher > 13 || type === undefined) return undefined;
    if (![0, 1, 3, 4].includes(type)) return undefined;
  }
  const rest = body.take(body.end - body.position);
  return rest !== undefined && rest.length >= MIN_CIPHERTEXT_BYTES ? rest : undefined;
}

function readAlgorithm(id: number, body: PacketCursor): Algorithm | undefined {
  if (id >= 1 && id <= 3) return readRsa(body);
  if (id === 16) return readElgamal(body);
  if (id === 17) return readDsa(body);
  if (id === 18 || id === 19 || id === 22) return readCurve(id, body);
  const native = NATIVE.get(id);
  const bytes = native && body.take(native.bytes);
  return native && bytes && edwards(native, bytes, (secret) => secret.take(native.bytes));
}
const [ED25519, ED448, X25519, X448] = EDWARDS_ALGORITHMS as [
  EdwardsAlgorithm,
  EdwardsAlgorithm,
  EdwardsAlgorithm,
  EdwardsAlgorithm,
];
const NATIVE: ReadonlyMap<number, EdwardsAlgorithm> = new Map([
  [25, X25519],
  [26, X448],
  [27, ED25519],
  [28, ED448],
]);

function readRsa(body: PacketCursor): Algorithm | undefined {
  const [n, e] = numbers(body, 2);
  if (n === undefined || e === undefined) return undefined;
  return {
    publicKey: { kind: 'rsa', n, e },
    prove(secret) {
      const [d, p, q, u] = numbers(secret, 4);
      if (d === undefined || p === undefined || q === undefined || u === undefined) return undefined;
      // u is p⁻¹ mod q, where PKCS#1 has q⁻¹ mod p.
      return proveRsa({ n, e, d, p: q, q: p, qi: u });
    },
  };
}

function readDsa(body: PacketCursor): Algorithm | undefined {
  const [p, q, g, y] = numbers(body, 4);
  if (p === undefined || q === undefined || g === undefined || y === undefined) return undefined;
  if (!isDsaPublicKey({ p, q, g, y })) return undefined;
  return {
    publicKey: { kind: 'dsa', p, q, g, y },
    prove(secret) {
      const [x] = numbers(secret, 1);
      return x === undefined ? undefined : proveDsa({ p, q, g, y, x });
    },
  };
}

function readElgamal(body: PacketCursor): Algorithm | undefined {
  const [p, g, y] = numbers(body, 3);
  if (p === undefined || g === undefined || y === undefined || !isElgamalPublicKey({ p, g, y })) return undefined;
  return {
    prove(secret) {
      const [x] = numbers(secret, 1);
      return x === undefined ? undefined : proveElgamal({ p, g, y, x });
    },
  };
}

/** Curve25519 and Ed25519 as in OpenPGP before RFC 8410: RFC 9580, section 9.2. The others as in GnuPG. */
const LEGACY: ReadonlyMap<string, EdwardsAlgorithm> = new Map([
  ['2b060104019755010501', X25519],
  ['2b06010401da470f01', ED25519],
  ['2b6571', ED448],
  ['2b656f', X448],
]);

function readCurve(id: number, body: PacketCursor): Algorithm | undefined {
  const oidBytes = body.number(1);
  const oid = oidBytes === undefined ? undefined : body.take(oidBytes);
  const point = oid && body.octets();
  if (oid === undefined || point === undefined) return undefined;
  if (id === 18) {
    // Parameters of the key derivation: a length, then that many bytes.
    const parameters = body.number(1);
    if (parameters === undefined || body.take(parameters) === undefined) return undefined;
  }
  const name = Buffer.from(oid).toString('hex');
  const legacy = LEGACY.get(name);
  if (legacy !== undefined) {
    // 40, then the string of RFC 8032 or RFC 7748; for 448-bit curves the string alone.
    const isMarked = legacy.bytes === 32;
    const bytes = isMarked ? point.subarray(1) : padded(point, legacy.bytes);
    if (bytes?.length !== legacy.bytes || (isMarked && point[0] !== 0x40)) return undefined;
    return edwards(legacy, bytes, (secret) => {
      const seed = padded(secret.octets(), legacy.bytes);
      return legacy === X25519 ? seed?.reverse() : seed;
    });
  }
  const curve = CURVES.find((each) => each.oid === name);
  if (curve === undefined || point[0] !== 4 || point.length !== 1 + 2 * curve.bytes) return undefined;
  return {
    publicKey: { kind: 'ec', curve, point },
    prove(secret) {
      const scalar = padded(secret.mpi(), curve.bytes);
      return scalar && proveEc(curve, scalar, point);
    },
  };
}

function edwards(
  algorithm: EdwardsAlgorithm,
  bytes: Uint8Array,
  seedOf: (secret: PacketCursor) => Uint8Array | undefined,
): Algorithm {
  return {
    publicKey: { kind: algorithm.kind, algorithm, bytes },
    prove(secret) {
      const seed = seedOf(secret);
      return seed && proveEdwards(algorithm, seed, bytes);
    },
  };
}

/** A copy with leading zeros. */
function padded(bytes: Uint8Array | undefined, length: number): Uint8Array | undefined {
  if (bytes === undefined || bytes.length > length) return undefined;
  const full = new Uint8Array(length);
  full.set(bytes, length - bytes.length);
  return full;
}

function numbers(cursor: PacketCursor, count: number): (bigint | undefined)[] {
  return Array.from({ length: count }, () => {
    const bytes = cursor.mpi();
    return bytes && fromBytes(bytes);
  });
}
