/**
 * PRIVATEKEYBLOB of Windows' CryptoAPI (wincrypt.h; Microsoft Learn, "Base Provider Key BLOBs", "DSS Provider Key BLOBs", "DSS
 * Version 3 Private Key BLOBs", "Diffie-Hellman Version 3 Private Key BLOBs"), as written by CryptExportKey, strong-name tools
 * (.snk) and .NET's ExportCspBlob. All is little-endian:
 *
 *    0  1  bType 07      1  1  bVersion 02 or 03      2  2  reserved 0
 *    4  4  aiKeyAlg: 0000a400 CALG_RSA_KEYX, 00002400 CALG_RSA_SIGN, 00002200 CALG_DSS_SIGN, 0000aa01 CALG_DH_SF,
 *          0000aa02 CALG_DH_EPHEM
 *    8  4  magic: RSA2 or DSS2; of version 3, DSS4 or 00 "DH4"
 *   RSA:   12 4 bitlen, 16 4 pubexp; n, p, q, d mod (p−1), d mod (q−1), q⁻¹ mod p, d, each of bitlen/8 or bitlen/16 bytes
 *   DSS:   12 4 bitlen; p, q[20], g, x[20], counter 4, seed[20]
 *   3:     12 4 bitlenP, 16 4 bitlenQ, 20 4 bitlenJ, 24 4 bitlenX, 28 4 counter, 32 20 seed; p, q, g, j, y, x
 *
 * The DSS blob of version 2 has no public half, so its x cannot be checked: `proof` says `group`. Refused: PUBLICKEYBLOB,
 * Diffie-Hellman in version 2, numbers that do not agree.
 */

import { MAX_FIELD_BITS, proveDh, proveDsa } from '../proof/dsa.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import type { PublicKey } from '../proof/key-facts.ts';
import type { ProvenKey } from '../proof/read-key.ts';
import { MAX_RSA_BITS, proveRsa } from '../proof/rsa.ts';
import { dhAlgorithm } from './der-field-keys.ts';
import { MicrosoftCursor } from './microsoft-cursor.ts';

/** `all`: the numbers prove one another. `group`: all but x do. */
export interface CapiKey extends ProvenKey {
  readonly proof: 'all' | 'group';
}

export const CAPI_HEADERS: readonly string[] = [
  '07 02 00 00 00 a4 00 00 52 53 41 32',
  '07 02 00 00 00 24 00 00 52 53 41 32',
  '07 02 00 00 00 22 00 00 44 53 53 32',
  '07 03 00 00 00 22 00 00 44 53 53 34',
  '07 03 00 00 01 aa 00 00 00 44 48 34',
  '07 03 00 00 02 aa 00 00 00 44 48 34',
];

/** @param start where one of CAPI_HEADERS is. Never throws. */
export function readCapiBlob(bytes: Uint8Array, start: number): CapiKey | undefined {
  const cursor = new MicrosoftCursor(bytes, start + 12);
  const isRsa = bytes[start + 8] === 0x52;
  const isVersion3 = bytes[start + 1] === 3;
  const publicKey = isRsa ? rsaKey(cursor) : isVersion3 ? version3Key(cursor, bytes[start + 8] === 0) : dssKey(cursor);
  if (publicKey === undefined) return undefined;
  const length = cursor.position - start;
  const proof = isRsa || isVersion3 ? 'all' : 'group';
  return { state: 'proven', structure: 'privatekeyblob', length, publicKey, proof };
}

function rsaKey(cursor: MicrosoftCursor): PublicKey | undefined {
  const bits = cursor.uint32();
  const e = cursor.uint32();
  if (bits < 512 || bits > MAX_RSA_BITS || bits % 8 !== 0 || e < 3) return undefined;
  const whole = bits / 8;
  const half = Math.ceil(bits / 16);
  const [modulus, prime1, prime2] = [cursor.take(whole), cursor.take(half), cursor.take(half)];
  if (modulus === undefined || prime1 === undefined || prime2 === undefined) return undefined;
  // The lowest bytes are checked first, since headers are easily made by the thousand.
  if (((prime1[0]! * prime2[0]!) & 0xff) !== modulus[0]! || (modulus[0]! & 1) === 0) return undefined;
  const [n, p, q] = [modulus, prime1, prime2].map(number);
  const [dp, dq, qi] = [cursor.littleEndian(half), cursor.littleEndian(half), cursor.littleEndian(half)];
  const d = cursor.littleEndian(whole);
  if (dp === undefined || dq === undefined || qi === undefined || d === undefined || p! * q! !== n) return undefined;
  return proveRsa({ n, e: BigInt(e), d, p, q, dp, dq, qi });
}

function dssKey(cursor: MicrosoftCursor): PublicKey | undefined {
  const bits = cursor.uint32();
  if (bits < 512 || bits > 1024 || bits % 64 !== 0) return undefined;
  const p = cursor.littleEndian(bits / 8);
  const q = cursor.littleEndian(20);
  const g = cursor.littleEndian(bits / 8);
  const x = cursor.take(20);
  const seed = cursor.take(4 + 20);
  if (p === undefined || q === undefined || g === undefined || x === undefined || seed === undefined) return undefined;
  return isMonotonous(x) ? undefined : proveDsa({ p, q, g, x: number(x) });
}

/** DH may omit q. */
function version3Key(cursor: MicrosoftCursor, isDh: boolean): PublicKey | undefined {
  const [pBits, qBits, jBits, xBits] = [cursor.uint32(), cursor.uint32(), cursor.uint32(), cursor.uint32()];
  if (pBits < 512 || pBits > MAX_FIELD_BITS || pBits % 8 !== 0 || qBits < 0 || qBits > 512 || qBits % 8 !== 0)
    return undefined;
  if (jBits < 0 || jBits > MAX_FIELD_BITS || jBits % 8 !== 0 || xBits < 128 || xBits > pBits || xBits % 8 !== 0)
    return undefined;
  const seed = cursor.take(4 + 20);
  const [p, q, g] = [cursor.littleEndian(pBits / 8), cursor.littleEndian(qBits / 8), cursor.littleEndian(pBits / 8)];
  const j = cursor.take(jBits / 8);
  const y = cursor.littleEndian(pBits / 8);
  const exponent = cursor.take(xBits / 8);
  if (seed === undefined || p === undefined || q === undefined || g === undefined || j === undefined) return undefined;
  if (y === undefined || exponent === undefined || (p & 1n) === 0n || isMonotonous(exponent)) return undefined;
  const x = number(exponent);
  if (!isDh) return proveDsa({ p, q, g, y, x });
  const group = q === 0n ? { p, g } : { p, g, q };
  return proveDh({ ...group, y, x }, dhAlgorithm(group));
}

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}
