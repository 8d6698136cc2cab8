/**
 * Private keys as BCryptExportKey and NCryptExportKey write them (bcrypt.h of the Windows SDK; Microsoft Learn,
 * "BCRYPT_RSAKEY_BLOB", "BCRYPT_ECCKEY_BLOB", "BCRYPT_DSA_KEY_BLOB", "BCRYPT_DSA_KEY_BLOB_V2", "BCRYPT_DH_KEY_BLOB"). Fields of
 * the headers are little-endian, numbers big-endian in full width:
 *
 *   RSA2, RSA3   BitLength, cbPublicExp, cbModulus, cbPrime1, cbPrime2; e, n, p, q; RSA3 also dp, dq, qi, d
 *   ECS2/4/6     ECDSA on P-256, P-384, P-521: cbKey; X, Y, d
 *   ECK2/4/6     ECDH on the same curves, the same fields
 *   ECDV, ECKV   ECDSA, ECDH on any curve, the same fields: the curve is the one on which the numbers hold. With 1 in
 *                place of cbKey it is BCRYPT_ECCFULLKEY_BLOB, which carries the parameters of the curve: those of one
 *                that ec.ts knows
 *   DSPV         cbKey, Count, Seed[20], q[20]; p, g, y, x[20]
 *   DHPV         cbKey; p, g, y, x, all of cbKey bytes
 *   DPV2         cbKey, hash, standard, cbSeedLength, cbGroupSize, Count; Seed, q, p, g, y, x
 *
 * RSA2 has no d to check e: an unusual e leaves the key unproven. Refused: public blobs, curves that ec.ts does not know, numbers
 * that do not agree.
 */
import { inverseOf } from '../proof/big-integer.ts';
import { proveDh, proveDsa } from '../proof/dsa.ts';
import { CURVES, type Curve, proveEc } from '../proof/ec.ts';
import { curveWithName } from '../proof/explicit-curve.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import type { PublicKey } from '../proof/key-facts.ts';
import { type KeyNumbers, proven } from '../proof/key-numbers.ts';
import type { ProvenKey, UnprovenKey } from '../proof/read-key.ts';
import { MAX_RSA_BITS, proveRsa } from '../proof/rsa.ts';
import { dhAlgorithm } from './der-field-keys.ts';
import { MicrosoftCursor } from './microsoft-cursor.ts';

type Reader = (cursor: MicrosoftCursor) => PublicKey | KeyNumbers | undefined;

const named = (name: string): Reader => {
  const curves = CURVES.filter((curve) => curve.name === name);
  return (cursor) => eccKey(cursor, curves);
};
const anyCurve: Reader = (cursor) => eccKey(cursor, CURVES);

/** Keyed by `dwMagic`, the first four bytes. */
const READERS: ReadonlyMap<string, { readonly structure: string; readonly read: Reader }> = new Map([
  ['RSA2', { structure: 'bcrypt-rsaprivate', read: (cursor: MicrosoftCursor) => rsaKey(cursor, 'primes') }],
  ['RSA3', { structure: 'bcrypt-rsafullprivate', read: (cursor: MicrosoftCursor) => rsaKey(cursor, 'full') }],
  ['ECS2', { structure: 'bcrypt-eccprivate', read: named('P-256') }],
  ['ECS4', { structure: 'bcrypt-eccprivate', read: named('P-384') }],
  ['ECS6', { structure: 'bcrypt-eccprivate', read: named('P-521') }],
  ['ECK2', { structure: 'bcrypt-eccprivate', read: named('P-256') }],
  ['ECK4', { structure: 'bcrypt-eccprivate', read: named('P-384') }],
  ['ECK6', { structure: 'bcrypt-eccprivate', read: named('P-521') }],
  ['ECDV', { structure: 'bcrypt-eccprivate', read: anyCurve }],
  ['ECKV', { structure: 'bcrypt-eccprivate', read: anyCurve }],
  ['DSPV', { structure: 'bcrypt-dsaprivate', read: dsaKey }],
  ['DHPV', { structure: 'bcrypt-dhprivate', read: dhKey }],
  ['DPV2', { structure: 'bcrypt-dsaprivate', read: dsaKeyV2 }],
]);

export const CNG_MAGICS: readonly string[] = [...READERS.keys()];

/** @returns the key whose blob begins at `start`, proved; undefined if there is none. Never throws. */
export function readCngBlob(bytes: Uint8Array, start = 0): ProvenKey | UnprovenKey | undefined {
  const magic = Buffer.from(bytes.subarray(start, start + 4)).toString('latin1');
  const reader = READERS.get(magic);
  if (reader === undefined) return undefined;
  const cursor = new MicrosoftCursor(bytes, start + 4);
  const key = reader.read(cursor);
  const frame = { structure: reader.structure, length: cursor.position - start };
  return key && { ...frame, ...('state' in key ? key : proven(key)) };
}

function rsaKey(cursor: MicrosoftCursor, kind: 'primes' | 'full'): PublicKey | KeyNumbers | undefined {
  const bits = cursor.uint32(); //           4  4  BitLength
  const exponentBytes = cursor.uint32(); //  8  4  cbPublicExp
  const modulusBytes = cursor.uint32(); //  12  4  cbModulus
  const pBytes = cursor.uint32(); //        16  4  cbPrime1
  const qBytes = cursor.uint32(); //        20  4  cbPrime2
  if (bits < 512 || bits > MAX_RSA_BITS || modulusBytes !== Math.ceil(bits / 8)) return undefined;
  if (exponentBytes < 1 || exponentBytes > 32 || pBytes < 16 || qBytes < 16) return undefined;
  if (pBytes + qBytes < modulusBytes || pBytes + qBytes > modulusBytes + 2) return undefined;
  const [e, modulus] = [cursor.bigEndian(exponentBytes), cursor.take(modulusBytes)];
  const [prime1, prime2] = [cursor.take(pBytes), cursor.take(qBytes)];
  if (e === undefined || modulus === undefined || prime1 === undefined || prime2 === undefined) return undefined;
  // The last bytes are checked first, since headers that promise a key are easily made by the thousand.
  if ((((prime1.at(-1)! * prime2.at(-1)!) & 0xff) ^ modulus.at(-1)!) !== 0 || (modulus.at(-1)! & 1) === 0)
    return undefined;
  const [n, p, q] = [modulus, prime1, prime2].map(number);
  if (p! * q! !== n) return undefined;
  if (kind === 'primes') {
    const d = inverseOf(e, (p! - 1n) * (q! - 1n));
    const publicKey = d === undefined ? undefined : proveRsa({ n, e, d, p, q });
    if (publicKey === undefined || USUAL_EXPONENTS.has(e)) return publicKey;
    return { state: 'unproven', publicKey, secret: prime1 };
  }
  const [dp, dq, qi] = [cursor.bigEndian(pBytes), cursor.bigEndian(qBytes), cursor.bigEndian(pBytes)];
  const d = cursor.bigEndian(modulusBytes);
  if (dp === undefined || dq === undefined || qi === undefined || d === undefined) return undefined;
  return proveRsa({ n, e, d, p, q, dp, dq, qi });
}

/** The Fermat primes. Any two of them differ in at least two bits. */
const USUAL_EXPONENTS: ReadonlySet<bigint> = new Set([3n, 5n, 17n, 257n, 65537n]);

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function eccKey(cursor: MicrosoftCursor, curves: readonly Curve[]): PublicKey | undefined {
  const keyBytes = cursor.uint32(); //  4  4  cbKey, or dwVersion of BCRYPT_ECCFULLKEY_BLOB
  if (keyBytes === 1) return fullEccKey(cursor, curves);
  const fitting = curves.filter(({ bytes }) => bytes === keyBytes);
  if (fitting.length === 0) return undefined;
  const [x, y, d] = [cursor.take(keyBytes), cursor.take(keyBytes), cursor.take(keyBytes)];
  if (x === undefined || y === undefined || d === undefined) return undefined;
  // A coordinate never begins with the next header; this keeps floods of headers cheap.
  if (x[4] === keyBytes && x[5] === 0 && x[6] === 0 && x[7] === 0) return undefined;
  return proveOnOneOf(fitting, x, y, d);
}

function fullEccKey(cursor: MicrosoftCursor, curves: readonly Curve[]): PublicKey | undefined {
  cursor.uint32(); //                        8  4  dwCurveType
  cursor.uint32(); //                       12  4  dwCurveGenerationAlgId
  const fieldBytes = cursor.uint32(); //    16  4  cbFieldLength
  const orderBytes = cursor.uint32(); //    20  4  cbSubgroupOrder
  const cofactorBytes = cursor.uint32(); // 24  4  cbCofactor
  const seedBytes = cursor.uint32(); //     28  4  cbSeed
  const fitting = curves.filter(({ bytes }) => bytes === fieldBytes && bytes === orderBytes);
  if (fitting.length === 0 || cofactorBytes < 0 || cofactorBytes > 8 || seedBytes < 0 || seedBytes > 64)
    return undefined;
  const [p, a, b] = [0, 1, 2].map(() => cursor.bigEndian(fieldBytes));
  const base = cursor.take(2 * fieldBytes);
  const order = cursor.bigEndian(orderBytes);
  const rest = cursor.take(cofactorBytes + seedBytes);
  const [x, y, d] = [cursor.take(fieldBytes), cursor.take(fieldBytes), cursor.take(orderBytes)];
  if (p === undefined || a === undefined || b === undefined || base === undefined || order === undefined) return;
  if (rest === undefined || x === undefined || y === undefined || d === undefined) return undefined;
  const curve = curveWithName({ p, a, b }, Buffer.concat([Uint8Array.of(4), base]), order);
  return curve && proveOnOneOf([curve], x, y, d);
}

function proveOnOneOf(curves: readonly Curve[], x: Uint8Array, y: Uint8Array, d: Uint8Array): PublicKey | undefined {
  const point = Buffer.concat([Uint8Array.of(4), x, y]);
  for (const curve of curves) {
    const key = proveEc(curve, d, point);
    if (key !== undefined) return key;
  }
  return undefined;
}

/** q and x have 20 bytes each, and p at most 1,024 bits. */
function dsaKey(cursor: MicrosoftCursor): PublicKey | undefined {
  const keyBytes = cursor.uint32(); //   4   4  cbKey
  if (keyBytes < 64 || keyBytes > 128) return undefined;
  cursor.take(4 + 20); //                8  24  Count, Seed
  const q = cursor.take(20); //         32  20
  return dsaNumbers(cursor, keyBytes, q);
}

/** FIPS 186-4 ends at 3,072 bits. */
const MAX_DSA_FIELD_BYTES = 512;

function dsaKeyV2(cursor: MicrosoftCursor): PublicKey | undefined {
  const keyBytes = cursor.uint32(); //     4  4  cbKey
  const hash = cursor.uint32(); //         8  4  hashAlgorithm: 0 to 2
  const standard = cursor.uint32(); //    12  4  standardVersion: 0 to 1
  const seedBytes = cursor.uint32(); //   16  4  cbSeedLength
  const groupBytes = cursor.uint32(); //  20  4  cbGroupSize
  if (keyBytes < 64 || keyBytes > MAX_DSA_FIELD_BYTES || hash > 2 || standard > 1) return undefined;
  if (seedBytes < 0 || seedBytes > 64 || groupBytes < 20 || groupBytes > 32) return undefined;
  cursor.take(4 + seedBytes); //          24     Count, Seed
  return dsaNumbers(cursor, keyBytes, cursor.take(groupBytes));
}

function dhKey(cursor: MicrosoftCursor): PublicKey | undefined {
  const keyBytes = cursor.uint32(); //   4   4  cbKey
  if (keyBytes < 64 || keyBytes > MAX_DSA_FIELD_BYTES) return undefined;
  const [modulus, generator, claimed] = [cursor.take(keyBytes), cursor.take(keyBytes), cursor.take(keyBytes)];
  const exponent = cursor.take(keyBytes);
  if (modulus === undefined || generator === undefined || claimed === undefined || exponent === undefined) return;
  if (modulus[0] === 0 || (modulus.at(-1)! & 1) === 0 || isMonotonous(exponent)) return undefined;
  const [p, g, y, x] = [modulus, generator, claimed, exponent].map(number) as [bigint, bigint, bigint, bigint];
  return proveDh({ p, g, y, x }, dhAlgorithm({ p, g }));
}

function dsaNumbers(cursor: MicrosoftCursor, keyBytes: number, group: Uint8Array | undefined): PublicKey | undefined {
  const [p, g, y] = [cursor.take(keyBytes), cursor.take(keyBytes), cursor.take(keyBytes)];
  const x = group && cursor.take(group.length);
  if (group === undefined || p === undefined || g === undefined || y === undefined || x === undefined) return undefined;
  if ((p.at(-1)! & 1) === 0 || (group.at(-1)! & 1) === 0) return undefined;
  return proveDsa({ p: number(p), q: number(group), g: number(g), y: number(y), x: number(x) });
}
