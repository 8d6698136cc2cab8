/**
 * Whether a finding about a key that the harness does not know is right all the same: TLS makes keys for a session, and ECDSA a
 * number k for each signature. The bytes at its places are tried as that number, in both byte orders, with node:crypto.
 * Independent of src.
 */
import { createECDH, createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Image } from './image.ts';
import type { ReportedFinding } from './scan.ts';

const CURVES = new Map([
  ['P-256', { name: 'prime256v1', bytes: 32, prefix: '3059301306072a8648ce3d020106082a8648ce3d030107034200' }],
  ['secp256k1', { name: 'secp256k1', bytes: 32, prefix: '3056301006072a8648ce3d020106052b8104000a034200' }],
  ['P-384', { name: 'secp384r1', bytes: 48, prefix: '3076301006072a8648ce3d020106052b81040022036200' }],
  [
    'P-521',
    { name: 'secp521r1', bytes: 66, prefix: '30819b301006072a8648ce3d020106052b81040023038186 00'.replace(' ', '') },
  ],
]);
/** PrivateKeyInfo of RFC 8410 up to the 32 bytes. */
const OKP = new Map([
  ['Ed25519', '302e020100300506032b657004220420'],
  ['X25519', '302e020100300506032b656e04220420'],
]);
const MAX_PLACE_BYTES = 512;

export function isRealKey({ facts, places }: ReportedFinding, image: Image): boolean {
  const curve = `${facts.curve}`;
  const bytes = CURVES.get(curve)?.bytes ?? 32;
  if (!CURVES.has(curve) && !OKP.has(curve)) return false;
  const isIt = (number: Buffer) =>
    facts.kind === 'ecdsa-nonce' ? hasSigned(curve, number, image) : spkiSha256(curve, number) === facts.spkiSha256;
  return places.slice(0, 20).some((place) => {
    const around = read(image.path, place.offset, Math.max(bytes, Math.min(place.length, MAX_PLACE_BYTES)));
    const numbers = Array.from({ length: around.length - bytes + 1 }, (_, at) => around.subarray(at, at + bytes));
    if (facts.form === 'php-digits') numbers.push(ofPhpDigits(around.subarray(0, place.length), bytes));
    if (facts.form === 'v8-digits') numbers.push(ofSmallIntegers(around.subarray(0, place.length), bytes));
    if (facts.form === 'java-array') numbers.push(ofJavaWords(around.subarray(0, place.length), bytes));
    return numbers.some((number) => isIt(number) || isIt(Buffer.from(number).reverse()));
  });
}

/**
 * Whether the x of k·G stands as the first INTEGER of a signature in the dump (FIPS 186-5, section 6.4.1: r is x modulo the
 * order, and x is smaller than that but for one in 2^32). With k, r and s of a known message give the private key.
 */
function hasSigned(curve: string, k: Buffer, image: Image): boolean {
  const spki = ecSpki(curve, k);
  if (spki === undefined) return false;
  const x = spki.subarray(-2 * k.length, -k.length);
  const first = x.findIndex((byte) => byte !== 0);
  const content = x[first]! & 0x80 ? Buffer.concat([Buffer.of(0), x.subarray(first)]) : x.subarray(first);
  return image.bytes.includes(Buffer.concat([Buffer.of(2, content.length), content, Buffer.of(2)]));
}

/** An array of ints, the highest first; of an array of bytes it makes no number. */
function ofJavaWords(words: Buffer, bytes: number): Buffer {
  const whole = words.length % 4 === 0 ? Buffer.from(words).swap32() : words;
  return whole.subarray(-bytes);
}

/** Digits of 31 bits, the lowest first, each in an element of 16 bytes. */
function ofPhpDigits(elements: Buffer, bytes: number): Buffer {
  let value = 0n;
  for (let at = elements.length - 16; at >= 0; at -= 16) value = (value << 31n) | BigInt(elements.readUInt32LE(at));
  return Buffer.from(value.toString(16).padStart(2 * bytes, '0'), 'hex');
}

/** Digits of 26 bits, the lowest first, each in the upper half of an element of 8 bytes. */
function ofSmallIntegers(elements: Buffer, bytes: number): Buffer {
  let value = 0n;
  for (let at = elements.length - 8; at >= 0; at -= 8) value = (value << 26n) | BigInt(elements.readUInt32LE(at + 4));
  return Buffer.from(value.toString(16).padStart(2 * bytes, '0'), 'hex');
}

function spkiSha256(curve: string, number: Buffer): string | undefined {
  const spki = OKP.has(curve) ? okpSpki(OKP.get(curve)!, number) : ecSpki(curve, number);
  return spki && createHash('sha256').update(spki).digest('hex');
}

function okpSpki(prefix: string, seed: Buffer): Buffer {
  const pkcs8 = Buffer.concat([Buffer.from(prefix, 'hex'), seed]);
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return createPublicKey(key.export({ type: 'pkcs8', format: 'pem' })).export({ type: 'spki', format: 'der' });
}

function ecSpki(curve: string, number: Buffer): Buffer | undefined {
  const { name, prefix } = CURVES.get(curve)!;
  const ecdh = createECDH(name);
  try {
    ecdh.setPrivateKey(number);
  } catch {
    return undefined; // Not between 1 and the order.
  }
  return Buffer.concat([Buffer.from(prefix, 'hex'), ecdh.getPublicKey()]);
}

function read(path: string, offset: number, length: number): Buffer {
  const file = openSync(path, 'r');
  const bytes = Buffer.alloc(length);
  const got = readSync(file, bytes, 0, length, offset);
  closeSync(file);
  return bytes.subarray(0, got);
}
