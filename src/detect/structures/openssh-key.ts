/**
 * OpenSSH's own private key format, `openssh-key-v1` (PROTOCOL.key in its sources):
 *
 *      0  15  "openssh-key-v1", 0
 *     15   .  string ciphername, string kdfname, string kdfoptions, uint32 number of keys
 *      .   .  string public key, one for each key
 *      .   .  string private keys: uint32 check, the same again, each key (type, numbers, comment), padding 1, 2, 3 …
 *
 * A string is a uint32 length and that many bytes. For ciphers with a tag (GCM, ChaCha20-Poly1305) 16 bytes of tag follow the last
 * string. Read: RSA, DSA, ECDSA over the NIST curves, Ed25519, Ed448 (RFC 8709); of several keys the first. Encrypted ones by
 * their structure and their public half, which is in the clear. Keys of a FIDO token (`sk-`) as locked: the file has a handle,
 * while the secret number stays in the token. Refused: certificates, ciphers and derivations that OpenSSH does not have.
 */
import { createHash } from 'node:crypto';
import { toBytes } from '../proof/big-integer.ts';
import { isDsaPublicKey, MAX_DSA_BYTES, proveDsa } from '../proof/dsa.ts';
import { CURVES, proveEc } from '../proof/ec.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../proof/edwards.ts';
import { type PublicKey, subjectPublicKeyInfo } from '../proof/key-facts.ts';
import type { LockedKey, ProvenKey } from '../proof/read-key.ts';
import { isRsaPublicKey, MAX_RSA_BYTES, proveRsa } from '../proof/rsa.ts';
import { SshCursor } from './ssh-cursor.ts';

export const OPENSSH_MAGIC: Uint8Array = Buffer.from('openssh-key-v1\0', 'latin1');

interface Cipher {
  readonly blockBytes: number;
  readonly tagBytes: number;
}
/** cipher.c of OpenSSH; the choices of `ssh-keygen -Z`. */
const CIPHERS: ReadonlyMap<string, Cipher> = new Map([
  ['3des-cbc', { blockBytes: 8, tagBytes: 0 }],
  ...[
    'aes128-cbc',
    'aes192-cbc',
    'aes256-cbc',
    'rijndael-cbc@lysator.liu.se',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
  ].map((name) => [name, { blockBytes: 16, tagBytes: 0 }] as const),
  ['aes128-gcm@openssh.com', { blockBytes: 16, tagBytes: 16 }],
  ['aes256-gcm@openssh.com', { blockBytes: 16, tagBytes: 16 }],
  ['chacha20-poly1305@openssh.com', { blockBytes: 8, tagBytes: 16 }],
]);

/** ssh-keygen writes one key; a file with more than a few is not a key file. */
const MAX_KEYS = 16;

/**
 * @param bytes have the frame from `start` on; what follows the frame is ignored
 * @returns the key and its exact length from `start`; undefined if none begins there, if it is cut, or if
 *   its numbers do not agree. Never throws.
 */
export function readOpensshKey(bytes: Uint8Array, start = 0): ProvenKey | LockedKey | undefined {
  const cursor = new SshCursor(bytes, start);
  const magic = cursor.take(OPENSSH_MAGIC.length);
  if (magic === undefined || Buffer.compare(magic, OPENSSH_MAGIC) !== 0) return undefined;
  const cipher = cursor.name();
  const kdf = cursor.name();
  const kdfOptions = cursor.string();
  const keys = cursor.uint32();
  if (cipher === undefined || kdf === undefined || kdfOptions === undefined) return undefined;
  if (keys === undefined || keys < 1 || keys > MAX_KEYS) return undefined;
  const firstPublic = cursor.string();
  for (let other = 1; other < keys; other++) if (cursor.string() === undefined) return undefined;
  const privateKeys = cursor.string();
  if (firstPublic === undefined || privateKeys === undefined) return undefined;

  const structure = 'openssh';
  if (cipher === 'none') {
    if (kdf !== 'none' || kdfOptions.length > 0) return undefined;
    const length = cursor.position - start;
    const token = readTokenKey(firstPublic);
    if (token !== undefined) {
      return isHandle(privateKeys, firstPublic, keys)
        ? { state: 'locked', structure, length, ...token, cipher: 'none', ciphertext: privateKeys }
        : undefined;
    }
    const publicKey = openKey(privateKeys, firstPublic, keys);
    return publicKey && { state: 'proven', structure, length, publicKey };
  }
  const known = CIPHERS.get(cipher);
  if (known === undefined || kdf !== 'bcrypt' || !isBcryptOptions(kdfOptions)) return undefined;
  if (privateKeys.length === 0 || privateKeys.length % known.blockBytes !== 0) return undefined;
  const token = readTokenKey(firstPublic);
  const publicKey = token?.publicKey ?? readSshPublicKey(firstPublic);
  if (publicKey === undefined || cursor.take(known.tagBytes) === undefined) return undefined;
  const length = cursor.position - start;
  return { state: 'locked', structure, length, publicKey, ...token, cipher, kdf, ciphertext: privateKeys };
}

/**
 * Length of the frame in bytes from `start`, as far as the available bytes tell: a lower bound that grows with more bytes.
 * Undefined if no frame begins there.
 */
export function opensshBytes(bytes: Uint8Array, start: number): number | undefined {
  const cursor = new SshCursor(bytes, start);
  const magic = cursor.take(OPENSSH_MAGIC.length);
  if (magic === undefined || Buffer.compare(magic, OPENSSH_MAGIC) !== 0) return undefined;
  let wanted = OPENSSH_MAGIC.length;
  // Cipher, derivation, its options; then the number of keys, the public keys and the private part.
  const most = [64, 64, 256];
  for (let string = 0; string < most.length; string++) {
    wanted += 4;
    const length = cursor.uint32();
    if (length === undefined) return wanted;
    if (length > most[string]!) return undefined;
    wanted += length;
    if (cursor.take(length) === undefined) return wanted + 4;
    if (string !== 2) continue;
    wanted += 4;
    const keys = cursor.uint32();
    if (keys === undefined) return wanted;
    if (keys < 1 || keys > MAX_KEYS) return undefined;
    most.push(...new Array<number>(keys + 1).fill(MAX_STRING));
  }
  return wanted + 16;
}
const MAX_STRING = 1 << 14;

/** string salt, uint32 rounds. */
function isBcryptOptions(options: Uint8Array): boolean {
  const cursor = new SshCursor(options);
  const salt = cursor.string();
  const rounds = cursor.uint32();
  return salt !== undefined && salt.length > 0 && rounds !== undefined && rounds > 0 && cursor.atEnd;
}

/** The unencrypted private part: its first key, if both checks agree and it is the key of `publicBlob`. */
function openKey(privateKeys: Uint8Array, publicBlob: Uint8Array, keys: number): PublicKey | undefined {
  const cursor = new SshCursor(privateKeys);
  const check = cursor.uint32();
  if (check === undefined || check !== cursor.uint32()) return undefined;
  const type = cursor.name();
  const key = type === undefined ? undefined : proveOpensshNumbers(type, cursor);
  if (key === undefined || cursor.string() === undefined) return undefined;
  if (keys === 1 && !isPadding(privateKeys.subarray(cursor.position))) return undefined;
  const outside = readSshPublicKey(publicBlob);
  return outside !== undefined && samePublicKey(key, outside) ? key : undefined;
}

/** The bytes 1, 2, 3 … up to a multiple of the block size, which is 8 for the cipher `none` and at most 16 elsewhere. */
function isPadding(rest: Uint8Array): boolean {
  return rest.length < 16 && rest.every((byte, index) => byte === index + 1);
}

/** Numbers of a private key after its type, in the order of sshkey_private_serialize (sshkey.c). */
export function proveOpensshNumbers(type: string, cursor: SshCursor): PublicKey | undefined {
  if (type === 'ssh-rsa') {
    const [n, e, d, qi, p, q] = [0, 1, 2, 3, 4, 5].map(() => cursor.mpint(MAX_RSA_BYTES));
    if (n === undefined || e === undefined || d === undefined) return undefined;
    if (qi === undefined || p === undefined || q === undefined) return undefined;
    return proveRsa({ n, e, d, p, q, qi });
  }
  if (type === 'ssh-dss') {
    const [p, q, g, y, x] = [0, 1, 2, 3, 4].map(() => cursor.mpint(MAX_DSA_BYTES));
    if (p === undefined || q === undefined || g === undefined || y === undefined) return undefined;
    return x === undefined ? undefined : proveDsa({ p, q, g, y, x });
  }
  const edwards = EDWARDS_OF_TYPE.get(type);
  if (edwards !== undefined) {
    const publicBytes = cursor.string();
    const seedAndPublic = cursor.string();
    if (publicBytes === undefined || seedAndPublic?.length !== 2 * edwards.bytes) return undefined;
    if (Buffer.compare(seedAndPublic.subarray(edwards.bytes), publicBytes) !== 0) return undefined;
    return proveEdwards(edwards, seedAndPublic.subarray(0, edwards.bytes), publicBytes);
  }
  const curve = curveOfType(type);
  if (curve === undefined || cursor.name() !== curve.sshName) return undefined;
  const point = cursor.string();
  const d = cursor.mpint(curve.bytes + 1);
  if (point === undefined || d === undefined) return undefined;
  const minimal = toBytes(d);
  if (minimal.length > curve.bytes) return undefined;
  const scalar = new Uint8Array(curve.bytes);
  scalar.set(minimal, curve.bytes - minimal.length);
  return proveEc(curve, scalar, point);
}

/** Public key blob: RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4. */
export function readSshPublicKey(blob: Uint8Array): PublicKey | undefined {
  const cursor = new SshCursor(blob);
  const type = cursor.name();
  if (type === undefined) return undefined;
  if (type === 'ssh-rsa') {
    const e = cursor.mpint(MAX_RSA_BYTES);
    const n = cursor.mpint(MAX_RSA_BYTES);
    if (e === undefined || n === undefined || !cursor.atEnd) return undefined;
    return isRsaPublicKey(n, e) ? { kind: 'rsa', n, e } : undefined;
  }
  if (type === 'ssh-dss') {
    const [p, q, g, y] = [0, 1, 2, 3].map(() => cursor.mpint(MAX_DSA_BYTES));
    if (p === undefined || q === undefined || g === undefined || y === undefined || !cursor.atEnd) return undefined;
    return isDsaPublicKey({ p, q, g, y }) ? { kind: 'dsa', p, q, g, y } : undefined;
  }
  const algorithm = EDWARDS_OF_TYPE.get(type);
  if (algorithm !== undefined) {
    const bytes = cursor.string();
    return bytes?.length === algorithm.bytes && cursor.atEnd ? { kind: algorithm.kind, algorithm, bytes } : undefined;
  }
  const curve = curveOfType(type);
  if (curve === undefined || cursor.name() !== curve.sshName) return undefined;
  const point = cursor.string();
  if (point?.length !== 1 + 2 * curve.bytes || point[0] !== 4 || !cursor.atEnd) return undefined;
  return { kind: 'ec', curve, point };
}

/** OpenSSH has no Ed448; PuTTY writes it in this format too. */
const EDWARDS_OF_TYPE = new Map([
  ['ssh-ed25519', EDWARDS_ALGORITHMS[0]!],
  ['ssh-ed448', EDWARDS_ALGORITHMS[1]!],
]);

function curveOfType(type: string) {
  return CURVES.find((curve) => curve.sshName !== undefined && type === `ecdsa-sha2-${curve.sshName}`);
}

function samePublicKey(one: PublicKey, other: PublicKey): boolean {
  return Buffer.compare(subjectPublicKeyInfo(one), subjectPublicKeyInfo(other)) === 0;
}

/** Public keys of FIDO tokens (PROTOCOL.u2f): the type, the key as in the plain type, and the application. */
function readTokenKey(blob: Uint8Array): Pick<LockedKey, 'publicKey' | 'title' | 'facts'> | undefined {
  const cursor = new SshCursor(blob);
  const plain = TOKEN_TYPES.get(cursor.name() ?? '');
  if (plain === undefined) return undefined;
  const start = cursor.position;
  if (plain !== 'ssh-ed25519') cursor.string();
  cursor.string();
  const end = cursor.position;
  if (cursor.string() === undefined || !cursor.atEnd) return undefined;
  const type = Buffer.alloc(4 + plain.length, plain, 'latin1');
  type.writeUInt32BE(plain.length);
  type.write(plain, 4, 'latin1');
  const publicKey = readSshPublicKey(Buffer.concat([type, blob.subarray(start, end)]));
  const digest = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  return publicKey && { publicKey, title: TOKEN_TITLE, facts: { sshFingerprint: `SHA256:${digest}`, token: 'fido' } };
}
const TOKEN_TYPES: ReadonlyMap<string, string> = new Map([
  ['sk-ssh-ed25519@openssh.com', 'ssh-ed25519'],
  ['sk-ecdsa-sha2-nistp256@openssh.com', 'ecdsa-sha2-nistp256'],
]);
const TOKEN_TITLE = 'Handle of a private key in a security token';

/**
 * The private part of a token's key: both checks, the public blob once more, uint8 flags, string key handle, string
 * reserved, comment, padding.
 */
function isHandle(privateKeys: Uint8Array, publicBlob: Uint8Array, keys: number): boolean {
  const cursor = new SshCursor(privateKeys);
  const check = cursor.uint32();
  if (check === undefined || check !== cursor.uint32()) return false;
  const inside = cursor.take(publicBlob.length);
  if (inside === undefined || Buffer.compare(inside, publicBlob) !== 0 || cursor.take(1) === undefined) return false;
  const handle = cursor.string();
  if (handle === undefined || handle.length === 0) return false;
  if (cursor.string() === undefined || cursor.string() === undefined) return false;
  return keys > 1 || isPadding(privateKeys.subarray(cursor.position));
}
