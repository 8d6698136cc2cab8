/** What a dump can hold: fresh keys of a scenario, with the numbers that the oracle looks for. Independent of src. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

export interface AsymmetricKey {
  readonly family: 'rsa' | 'ec' | 'ed25519' | 'ml-dsa' | 'ml-kem';
  /** For the table: `RSA 2048`, `P-256`. */
  readonly name: string;
  /** SHA-256 of the DER SubjectPublicKeyInfo, which is how a finding says whose key it is. */
  readonly spkiSha256: string;
  readonly object: KeyObject;
  /** Big-endian, without leading zeros (RSA), or of the field's length (EC); seed and public key (Ed25519); d and ρ (ML-KEM); the expanded key (ML-DSA). */
  readonly numbers: Readonly<Record<string, Buffer>>;
}

/** The key of a cipher, as a schedule in memory or bare. */
export interface AesKey {
  readonly family: 'aes';
  readonly name: string;
  readonly key: Buffer;
}

/** A token or password that stands in the dump as text. */
export interface TextSecret {
  readonly family: 'text';
  readonly name: string;
  readonly text: string;
}

export type Secret = AsymmetricKey | AesKey | TextSecret;

export function freshRsa(modulusLength: number): AsymmetricKey {
  return asymmetric(generateKeyPairSync('rsa', { modulusLength }).privateKey);
}

export function freshEc(namedCurve: 'P-256' | 'P-384' | 'P-521' | 'secp256k1'): AsymmetricKey {
  return asymmetric(generateKeyPairSync('ec', { namedCurve }).privateKey);
}

export function freshEd25519(): AsymmetricKey {
  return asymmetric(generateKeyPairSync('ed25519').privateKey);
}

export function freshMlDsa(): AsymmetricKey {
  return asymmetric(generateKeyPairSync('ml-dsa-65').privateKey);
}

export function freshAes(bits: 128 | 192 | 256, use: string): AesKey {
  return { family: 'aes', name: `AES-${bits} ${use}`, key: randomBytes(bits / 8) };
}

/** @param source a private key, as a PEM or JWK that some program made */
export function asymmetric(source: KeyObject | Parameters<typeof createPrivateKey>[0]): AsymmetricKey {
  const object = isKeyObject(source) ? source : createPrivateKey(source);
  const spki = createPublicKey(object.export({ type: 'pkcs8', format: 'pem' })).export({ type: 'spki', format: 'der' });
  const shared = { object, spkiSha256: createHash('sha256').update(spki).digest('hex') };
  if (object.asymmetricKeyType?.startsWith('ml-kem')) return { ...shared, ...mlKemParts(object, spki) };
  const { kty, crv, ...members } = object.export({ format: 'jwk' });
  const number = (name: string) => Buffer.from(`${members[name]}`, 'base64url');
  const numbers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, number(name)]));
  if (kty === 'RSA') {
    const bits = object.asymmetricKeyDetails?.modulusLength;
    return { family: 'rsa', name: `RSA ${bits}`, ...shared, numbers: numbers('n', 'd', 'p', 'q', 'dp', 'dq', 'qi') };
  }
  if (kty === 'EC') return { family: 'ec', name: `${crv}`, ...shared, numbers: numbers('d', 'x', 'y') };
  if (kty === 'AKP') {
    // PKCS#8 ends with the expanded key (RFC 9881).
    const expanded = object.export({ type: 'pkcs8', format: 'der' }).subarray(-ML_DSA_65_BYTES);
    return { family: 'ml-dsa', name: `${members.alg}`, ...shared, numbers: { expanded } };
  }
  return { family: 'ed25519', name: `${crv}`, ...shared, numbers: numbers('d', 'x') };
}

/** PKCS#8 ends with the seed, d and z, and the expanded key (RFC 9935), the public key with ρ. */
function mlKemParts(object: KeyObject, spki: Buffer): Pick<AsymmetricKey, 'family' | 'name' | 'numbers'> {
  const name = object.asymmetricKeyType!.toUpperCase();
  const seedAt = -(ML_KEM_BYTES.get(name)! + 4 + 64);
  const d = object.export({ type: 'pkcs8', format: 'der' }).subarray(seedAt).subarray(0, 32);
  return { family: 'ml-kem', name, numbers: { d, x: spki.subarray(-32) } };
}

/** Private keys (FIPS 203, table 3). */
const ML_KEM_BYTES = new Map([
  ['ML-KEM-512', 1632],
  ['ML-KEM-768', 2400],
  ['ML-KEM-1024', 3168],
]);

/** Private key (FIPS 204, table 2). */
const ML_DSA_65_BYTES = 4032;

function isKeyObject(source: unknown): source is KeyObject {
  return typeof source === 'object' && source !== null && 'asymmetricKeyType' in source;
}

export function pkcs8Pem({ object }: AsymmetricKey): string {
  return object.export({ type: 'pkcs8', format: 'pem' }).toString();
}
