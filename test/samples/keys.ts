/**
 * Keys for samples and tests, made once a process, since RSA keys take their time. Their facts are what node:crypto and
 * the independent builders say of them.
 */
import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { fromBytes, gcd, inverseOf } from '../../src/detect/proof/big-integer.ts';
import { sshPublicBlob } from '../builders/openssh-key.ts';

export interface TestKey {
  readonly name: string;
  readonly privateKey: KeyObject;
  readonly facts: Readonly<Record<string, string | number>>;
  /** Every number and string that must stay secret, big-endian. */
  readonly secrets: readonly Uint8Array[];
}

/** Names of curves in facts, and what node:crypto calls them. */
const CURVES: Readonly<Record<string, string>> = {
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
  secp256k1: 'secp256k1',
  'P-224': 'secp224r1',
  'P-192': 'prime192v1',
  brainpoolP160r1: 'brainpoolP160r1',
  brainpoolP192r1: 'brainpoolP192r1',
  brainpoolP224r1: 'brainpoolP224r1',
  brainpoolP256r1: 'brainpoolP256r1',
  brainpoolP320r1: 'brainpoolP320r1',
  brainpoolP384r1: 'brainpoolP384r1',
  brainpoolP512r1: 'brainpoolP512r1',
  brainpoolP256t1: 'brainpoolP256t1',
  secp192k1: 'secp192k1',
  SM2: 'SM2',
};
export const EC_CURVES: readonly string[] = Object.keys(CURVES);
export const EDWARDS = ['Ed25519', 'Ed448', 'X25519', 'X448'] as const;
export const ML_DSA = ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'] as const;

const made = new Map<string, TestKey>();

/** `rsa-2048`, a name of EC_CURVES, or one of EDWARDS or ML_DSA. The same key each time in one process. */
export function testKey(name: string): TestKey {
  const known = made.get(name);
  if (known !== undefined) return known;
  const key = freshKey(name);
  made.set(name, key);
  return key;
}

/** Another key of the same kind as `testKey(name)`. */
export function freshKey(name: string): TestKey {
  return asTestKey(name, generate(name));
}

/** Another key of Ed25519, of which `isSuch` holds. One of 4,096 takes half a second. */
export function ed25519KeyWhere(isSuch: (privateKey: KeyObject) => boolean): TestKey {
  for (;;) {
    const { privateKey } = generateKeyPairSync('ed25519');
    if (isSuch(privateKey)) return asTestKey('Ed25519', privateKey);
  }
}

/** Its public exponent is not the usual one. */
export function rsaKeyWithExponent(publicExponent: number): TestKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent });
  return asTestKey(`rsa-2048 with the exponent ${publicExponent}`, privateKey);
}

function asTestKey(name: string, privateKey: KeyObject): TestKey {
  return { name, privateKey, facts: factsOf(privateKey), secrets: secretsOf(privateKey) };
}

/** An EC key whose d begins with zero bytes, or has them somewhere, and no more of them: the byte behind them is not zero. */
export function ecKeyWithZeros(name: string, zeros: number, from = 0, key = testKey(name)): TestKey {
  const d = Buffer.from(scalarOf(key.privateKey));
  d.fill(0, from, from + zeros);
  if (from + zeros < d.length) d[from + zeros]! ||= 1;
  const ecdh = createECDH(CURVES[name]!);
  ecdh.setPrivateKey(d);
  const whole = key.privateKey.export({ format: 'der', type: 'sec1' });
  // The same frame with the other numbers: d stands behind the version, Q at the end.
  d.copy(whole, whole.indexOf(Buffer.of(0x02, 0x01, 0x01, 0x04)) + 5);
  ecdh.getPublicKey().copy(whole, whole.length - (1 + 2 * d.length));
  const privateKey = createPrivateKey({ key: whole, format: 'der', type: 'sec1' });
  return { name, privateKey, facts: factsOf(privateKey), secrets: secretsOf(privateKey) };
}

/** RSA-1024 whose d has less than 128 bytes in DER, as one in some 200 has: primes of a few keys, in pairs. */
export function rsaKeyWithShortExponent(): TestKey {
  const primes: bigint[] = [];
  for (;;) {
    const { p, q } = jwkOf(generate('rsa-1024'))!;
    for (const each of [p!, q!].map(numberOf)) {
      for (const other of primes) {
        const d = inverseOf(65537n, ((each - 1n) * (other - 1n)) / gcd(each - 1n, other - 1n));
        if (d !== undefined && d < 1n << 1015n) return asTestKey('rsa-1024 with a short d', rsaOf(each, other, d));
      }
      primes.push(each);
    }
  }
}

function rsaOf(p: bigint, q: bigint, d: bigint): KeyObject {
  const numbers = { n: p * q, e: 65537n, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverseOf(q, p)! };
  const members = Object.entries(numbers).map(([name, number]) => [name, textOf(number)]);
  return createPrivateKey({ key: { kty: 'RSA', ...Object.fromEntries(members) }, format: 'jwk' });
}

const numberOf = (text: string) => fromBytes(Buffer.from(text, 'base64url'));
function textOf(number: bigint): string {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex').toString('base64url');
}

/** Its private JWK; undefined for curves that JOSE does not know. */
export function jwkOf(privateKey: KeyObject): JsonWebKey | undefined {
  try {
    return privateKey.export({ format: 'jwk' });
  } catch {
    return undefined;
  }
}

function generate(name: string): KeyObject {
  if (name.startsWith('rsa-')) return generateRsa(Number(name.slice(4)));
  const namedCurve = CURVES[name];
  if (namedCurve !== undefined) return generateEc(namedCurve);
  switch (name) {
    case 'Ed25519':
      return generateKeyPairSync('ed25519').privateKey;
    case 'Ed448':
      return generateKeyPairSync('ed448').privateKey;
    case 'X25519':
      return generateKeyPairSync('x25519').privateKey;
    case 'X448':
      return generateKeyPairSync('x448').privateKey;
    case 'ML-DSA-44':
    case 'ML-DSA-65':
    case 'ML-DSA-87':
      return generateKeyPairSync(name.toLowerCase() as 'ml-dsa-44').privateKey;
    default:
      throw new Error(`no kind of key is called ${name}`);
  }
}

/** Not with d below 2^512 of P-521, as in one key of 512: such are not looked for in memory (docs/memory.md). */
function generateEc(namedCurve: string): KeyObject {
  for (;;) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve });
    const d = scalarOf(privateKey);
    if (d.length < 66 || d[0] !== 0 || d[1] !== 0) return privateKey;
  }
}

/**
 * An RSA key whose pieces can be told: where gcd(p−1, q−1) is above 1,000, as in one of some 550, d alone is not
 * (proof/private-exponent.ts), and above 1,024 its first bytes are not (proof/exponent-piece.ts). A sample that is drawn anew in
 * each run must not be one of these.
 */
function generateRsa(modulusLength: number): KeyObject {
  for (;;) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength });
    const { p, q } = privateKey.export({ format: 'jwk' });
    if (gcd(numberOf(p!) - 1n, numberOf(q!) - 1n) <= 1000n) return privateKey;
  }
}

/** Facts as node:crypto sees them. */
export function factsOf(privateKey: KeyObject): Record<string, string | number> {
  const publicKey = createPublicKey(privateKey);
  const jwk = jwkOf(publicKey);
  const facts: Record<string, string | number> = {
    kind: privateKey.asymmetricKeyType!.replace(/^ml-dsa-.*/, 'ml-dsa'),
    spkiSha256: sha256(publicKey.export({ format: 'der', type: 'spki' })).toString('hex'),
  };
  const details = privateKey.asymmetricKeyDetails;
  if (details?.modulusLength !== undefined) facts.bits = details.modulusLength;
  else if (jwk?.kty === 'AKP') facts.parameterSet = `${jwk.alg}`;
  else facts.curve = EC_CURVES.find((name) => CURVES[name] === details?.namedCurve) ?? jwk!.crv!;
  if (jwk !== undefined) {
    const members = ['alg', 'crv', 'e', 'kty', 'n', 'pub', 'x', 'y'].filter((member) => jwk[member] !== undefined);
    const required = Object.fromEntries(members.map((member) => [member, jwk[member]]));
    facts.jwkThumbprint = sha256(Buffer.from(JSON.stringify(required))).toString('base64url');
  }
  if (['RSA', 'Ed25519', 'Ed448', 'P-256', 'P-384', 'P-521'].includes(jwk?.crv ?? jwk?.kty ?? '')) {
    facts.sshFingerprint = `SHA256:${sha256(sshPublicBlob(jwk!)).toString('base64').replaceAll('=', '')}`;
  }
  return facts;
}

function secretsOf(privateKey: KeyObject): Uint8Array[] {
  const jwk = jwkOf(privateKey);
  if (jwk !== undefined) {
    const members = [jwk.d, jwk.priv, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].filter((text) => typeof text === 'string');
    return members.map((text) => Buffer.from(text, 'base64url'));
  }
  return [scalarOf(privateKey)];
}

/** d of an EC key, out of the SEC1 that node:crypto writes: version 02 01 01, then the OCTET STRING. */
export function scalarOf(privateKey: KeyObject): Buffer {
  const sec1 = privateKey.export({ format: 'der', type: 'sec1' });
  const at = sec1.indexOf(Buffer.of(0x02, 0x01, 0x01, 0x04)) + 4;
  return sec1.subarray(at + 1, at + 1 + sec1[at]!);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
