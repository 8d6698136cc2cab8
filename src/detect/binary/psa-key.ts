/**
 * Keys of the PSA Cryptography API (Mbed TLS 3, TF-PSA-Crypto, Trusted Firmware-M, Zephyr), little-endian.
 * Stored (psa_crypto_storage.c, psa_persistent_key_storage_format), as the files `*.psa_its` and the flash of a device have them:
 *   0  8  "PSA\0KEY\0"        12  4  lifetime     20  4  usage   24  4  algorithm   28  4  second algorithm
 *   8  4  version, 0          16  2  type, 2 bits                                   32  4  bytes of the key, 36 the key
 * In use (psa_crypto_core.h, psa_key_slot_t; Mbed TLS 3.0 to 3.6), in a memory image:
 *   0  2  type, 2 bits    4  4  lifetime    8  up to 64 bytes of other fields, then a pointer to the key, and its length in a word
 * A key of an elliptic curve is its scalar alone, so nothing proves it: the type, the bits and the length must agree. Keys of RSA are
 * PKCS#1 in DER, which the detector for that finds.
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Memory } from '../../model/memory.ts';
import type { Detector } from '../detector.ts';
import { CURVES, proveEc } from '../proof/ec.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { type KeyPlace, keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';

const MAGIC = '50 53 41 00 4b 45 59 00';
const HEAD_BYTES = 36;
const MAX_KEY_BYTES = 512;
const SLOT_BYTES = 88;

/** Type, which has the family of the curve in its low byte, and bits (psa/crypto_values.h). */
const CURVE_NAMES: ReadonlyMap<string, string> = new Map([
  ['7112 256', 'P-256'],
  ['7112 384', 'P-384'],
  ['7112 521', 'P-521'],
  ['7112 224', 'P-224'],
  ['7117 256', 'secp256k1'],
  ['7130 256', 'brainpoolP256r1'],
  ['7130 384', 'brainpoolP384r1'],
  ['7130 512', 'brainpoolP512r1'],
]);
/** HMAC, derivation, ChaCha20, AES, Camellia, ARIA. */
const SYMMETRIC_TYPES: ReadonlySet<number> = new Set([0x1100, 0x1200, 0x2004, 0x2400, 0x2403, 0x2406]);
const MIN_SYMMETRIC_BITS = 128;

/** The beginning of a slot: type and bits of the curves above. */
const SLOTS = [...CURVE_NAMES.keys()].map((name) => {
  const [type, bits] = name.split(' ');
  const start = Buffer.alloc(4);
  start.writeUInt16LE(Number.parseInt(type!, 16), 0);
  start.writeUInt16LE(Number(bits), 2);
  return byteAnchor(start.toString('hex'));
});

export const psaKey: Detector = {
  id: 'psa-key',
  form: {
    specification: 'PSA Cryptography API; psa_crypto_storage.c and psa_key_slot_t of Mbed TLS',
    proof: 'type, bits and length agree; d is in the range of the curve',
  },
  title: 'Key of the PSA Cryptography API',
  severity: 'critical',
  confidence: 'high',
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [byteAnchor(MAGIC), ...SLOTS], bytesBefore: 0, reads: 'bytes' },
  maxMatchBytes: HEAD_BYTES + MAX_KEY_BYTES,
  inspect: (window, at, memory) => (window[at] === 0x50 ? storedKey(window, at) : keyInUse(window, at, memory)),
};

function storedKey(window: Uint8Array, at: number): Match | undefined {
  const view = new DataView(window.buffer, window.byteOffset + at, window.length - at);
  if (view.byteLength < HEAD_BYTES || view.getUint32(8, true) !== 0) return undefined;
  const [type, bits] = [view.getUint16(16, true), view.getUint16(18, true)];
  const length = view.getUint32(32, true);
  if (length > MAX_KEY_BYTES || length > view.byteLength - HEAD_BYTES) return undefined;
  const key = window.slice(at + HEAD_BYTES, at + HEAD_BYTES + length);
  const place = { offset: at, length: HEAD_BYTES + length, form: 'psa-stored', preview: 'PSA KEY…' };
  if (!SYMMETRIC_TYPES.has(type)) return scalarMatch(type, bits, key, place);
  if (bits !== 8 * length || bits < MIN_SYMMETRIC_BITS || isMonotonous(key)) return undefined;
  return keyMatch({ state: 'symmetric', structure: 'psa', length, secret: key }, place);
}

/** A slot has no magic number: its fields make sense, and where it points the image has a scalar. */
function keyInUse(window: Uint8Array, at: number, memory: Memory): Match | undefined {
  const { pointerBytes, littleEndian } = memory;
  if (pointerBytes === undefined || littleEndian === false) return undefined;
  const view = new DataView(window.buffer, window.byteOffset + at, Math.min(SLOT_BYTES, window.length - at));
  const [type, bits] = [view.getUint16(0, true), view.getUint16(2, true)];
  const bytes = Math.ceil(bits / 8);
  const wordAt = (offset: number) =>
    pointerBytes === 8 ? view.getBigUint64(offset, true) : BigInt(view.getUint32(offset, true));
  for (let field = 8; field + 2 * pointerBytes <= view.byteLength; field += pointerBytes) {
    if (wordAt(field + pointerBytes) !== BigInt(bytes)) continue;
    const key = memory.peek(wordAt(field), bytes)?.slice();
    if (key === undefined) continue;
    const place = { offset: at, length: field + 2 * pointerBytes, form: 'psa-slot', preview: '' };
    return scalarMatch(type, bits, key, place);
  }
  return undefined;
}

function scalarMatch(type: number, bits: number, secret: Uint8Array, place: KeyPlace): Match | undefined {
  const name = CURVE_NAMES.get(`${type.toString(16)} ${bits}`);
  const curve = CURVES.find((each) => each.name === name);
  const publicKey = curve && proveEc(curve, secret, undefined);
  if (publicKey === undefined) return undefined;
  return keyMatch({ state: 'unproven', structure: 'psa', length: place.length, publicKey, secret }, place);
}
