/**
 * Private keys of libgcrypt as S-expressions (manual, "Cryptographic Functions"; GnuPG, agent/keyformat.txt):
 *   (private-key (rsa (n …) (e …) (d …) (p …) (q …) (u …)))               u = p⁻¹ mod q
 *   (private-key (dsa (p …) (q …) (g …) (y …) (x …)))
 *   (private-key (elg (p …) (g …) (y …) (x …)))
 *   (private-key (ecc (curve <name>) (flags …) (q …) (d …)))
 *   (protected-private-key (<the same without secret numbers> (protected <mode> … <bytes>) …))
 * Refused: `shadowed-private-key` (the key is on a card), curves that are not known by name.
 */
import { latin1 } from '../latin1.ts';
import { fromBytes } from '../proof/big-integer.ts';
import { isDsaPublicKey, proveDsa } from '../proof/dsa.ts';
import { CURVES, proveEc } from '../proof/ec.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../proof/edwards.ts';
import { type ElgamalPublicKey, proveElgamal } from '../proof/elgamal.ts';
import type { PublicKey } from '../proof/key-facts.ts';
import type { LockedKey, ProvenKey } from '../proof/read-key.ts';
import { isRsaPublicKey, proveRsa } from '../proof/rsa.ts';
import { isSpace, readSExpression, type SExpression } from './s-expression.ts';

/** ElGamal's public half has no form that others use. */
export interface ElgamalKey {
  readonly state: 'elgamal';
  readonly length: number;
  readonly publicKey: ElgamalPublicKey;
}

/** @returns the key whose list begins at `start`. Never throws. */
export function readGcryptKey(bytes: Uint8Array, start: number): ProvenKey | LockedKey | ElgamalKey | undefined {
  const read = readSExpression(bytes, start, { folded: isValueOfKeyFile(bytes, start) });
  const kind = read && text(read.list[0]);
  const body = read?.list[1];
  if (read === undefined || body === undefined || body instanceof Uint8Array) return undefined;
  const shared = { structure: 'gcrypt', length: read.end - start };
  const algorithm = ALGORITHMS.get(text(body[0]) ?? '');
  const members = membersOf(body);
  if (algorithm === undefined) return undefined;
  if (kind === 'private-key' && algorithm === 'elg') {
    const publicKey = elgamalOf(members);
    return publicKey && { state: 'elgamal', length: shared.length, publicKey };
  }
  if (kind === 'private-key') {
    const publicKey = keyOf(algorithm, members, 'prove');
    return publicKey && { state: 'proven', ...shared, publicKey };
  }
  const ciphertext = kind === 'protected-private-key' ? members.get('protected')?.at(-1) : undefined;
  const publicKey = keyOf(algorithm, members, 'read');
  if (!(ciphertext instanceof Uint8Array) || ciphertext.length < MIN_CIPHERTEXT_BYTES) return undefined;
  return { state: 'locked', ...shared, ...(publicKey && { publicKey }), cipher: 'gnupg', kdf: 's2k', ciphertext };
}
const MIN_CIPHERTEXT_BYTES = 16;

type Algorithm = 'rsa' | 'dsa' | 'elg' | 'ecc';
/** Names that libgcrypt treats as synonyms (rsa_names, dsa_names, elg_names and ecc_names in its folder cipher). */
const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map([
  ...['rsa', 'openpgp-rsa', 'oid.1.2.840.113549.1.1.1'].map((name) => [name, 'rsa'] as const),
  ...['dsa', 'openpgp-dsa'].map((name) => [name, 'dsa'] as const),
  ...['elg', 'openpgp-elg', 'openpgp-elg-sig'].map((name) => [name, 'elg'] as const),
  ...['ecc', 'ecdsa', 'ecdh', 'eddsa', 'sm2'].map((name) => [name, 'ecc'] as const),
]);

/** Names of the extended format are compared without regard to case (agent/keyformat.txt, "Names"). */
function isValueOfKeyFile(bytes: Uint8Array, start: number): boolean {
  return /key:\s{0,4}$/i.test(latin1(bytes, Math.max(0, start - 8), start));
}

/**
 * The rest of a key file in memory whose beginning was overwritten, `rivate-key (ecc (curve Ed25519)(flags eddsa)(q …)(d …)`.
 * @returns the key whose list of the curve begins at `start`, up to the list of its secret. Never throws.
 */
export function readRestOfGcryptKey(bytes: Uint8Array, start: number): ProvenKey | undefined {
  const lists: SExpression[] = [];
  for (let at = start; lists.length < CURVE_MEMBERS.length; at = skipSpace(bytes, at)) {
    const read = readSExpression(bytes, at);
    const name = read && text(read.list[0]);
    if (read === undefined || name === undefined || !CURVE_MEMBERS.includes(name)) return undefined;
    lists.push(read.list);
    at = read.end;
    if (name !== 'd') continue;
    const publicKey = keyOf('ecc', membersOf(lists), 'prove');
    return publicKey && { state: 'proven', structure: 'gcrypt', length: at - start, publicKey };
  }
  return undefined;
}
const CURVE_MEMBERS = ['curve', 'flags', 'q', 'd'];

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isSpace(bytes[at])) at++;
  return at;
}

type Members = ReadonlyMap<string, readonly SExpression[]>;

function membersOf(list: readonly SExpression[]): Members {
  const members = new Map<string, readonly SExpression[]>();
  for (const member of list) {
    const name = member instanceof Uint8Array ? undefined : text(member[0]);
    if (name !== undefined) members.set(name, (member as readonly SExpression[]).slice(1));
  }
  return members;
}

function elgamalOf(members: Members): ElgamalPublicKey | undefined {
  const [p, g, y, x] = numbersOf(members, ['p', 'g', 'y', 'x']);
  if (p === undefined || g === undefined || y === undefined || x === undefined) return undefined;
  return proveElgamal({ p, g, y, x });
}

function numbersOf(members: Members, names: readonly string[]): (bigint | undefined)[] {
  return names.map((name) => {
    const bytes = bytesOf(members, name);
    return bytes && bytes.length <= MAX_NUMBER_BYTES ? fromBytes(bytes) : undefined;
  });
}
/** RSA-16384 with a leading zero for the sign. */
const MAX_NUMBER_BYTES = 2049;

function bytesOf(members: Members, name: string): Uint8Array | undefined {
  const value = members.get(name)?.[0];
  return value instanceof Uint8Array ? value : undefined;
}

type Purpose = 'prove' | 'read';

/** @returns the public half from the members of a list; with `prove` only if the secret ones agree */
export function keyOf(algorithm: Algorithm, members: Members, purpose: Purpose): PublicKey | undefined {
  switch (algorithm) {
    case 'rsa': {
      const [n, e, d, p, q, u] = numbersOf(members, ['n', 'e', 'd', 'p', 'q', 'u']);
      if (n === undefined || e === undefined || !isRsaPublicKey(n, e)) return undefined;
      if (purpose === 'read') return { kind: 'rsa', n, e };
      return d === undefined ? undefined : proveRsa({ n, e, d, p: q, q: p, qi: u });
    }
    case 'dsa': {
      const [p, q, g, y, x] = numbersOf(members, ['p', 'q', 'g', 'y', 'x']);
      if (p === undefined || q === undefined || g === undefined || y === undefined) return undefined;
      if (purpose === 'read') return isDsaPublicKey({ p, q, g, y }) ? { kind: 'dsa', p, q, g, y } : undefined;
      return x === undefined ? undefined : proveDsa({ p, q, g, y, x });
    }
    case 'ecc':
      return curveKey(
        text(members.get('curve')?.[0]),
        bytesOf(members, 'q'),
        purpose === 'read' ? undefined : bytesOf(members, 'd'),
        purpose,
      );
    default:
      return undefined;
  }
}

/** Names of curves in libgcrypt (cipher/ecc-curves.c), besides `NIST P-…` and the names of OpenSSL and SSH. */
const CURVE_NAMES: ReadonlyMap<string, string> = new Map([
  ['secp256r1', 'P-256'],
  ['secp192r1', 'P-192'],
  ['sm2p256v1', 'SM2'],
]);
const EDWARDS_NAMES: ReadonlyMap<string, number> = new Map([
  ['Ed25519', 0],
  ['Ed448', 1],
  ['Curve25519', 2],
  ['X25519', 2],
  ['X448', 3],
]);

function curveKey(
  name: string | undefined,
  point: Uint8Array | undefined,
  secret: Uint8Array | undefined,
  purpose: Purpose,
): PublicKey | undefined {
  if (name === undefined || point === undefined || (purpose === 'prove' && secret === undefined)) return undefined;
  const edwards = EDWARDS_NAMES.get(name);
  if (edwards !== undefined) {
    const algorithm = EDWARDS_ALGORITHMS[edwards]!;
    // 40 precedes the string of a Curve25519 or Ed25519 point.
    const bytes = point.length === algorithm.bytes + 1 && point[0] === 0x40 ? point.subarray(1) : point;
    if (bytes.length !== algorithm.bytes) return undefined;
    if (secret === undefined) return { kind: algorithm.kind, algorithm, bytes };
    const seed = padded(secret, algorithm.bytes);
    if (algorithm.kind === 'x25519') seed?.reverse();
    return seed && proveEdwards(algorithm, seed, bytes);
  }
  const wanted = CURVE_NAMES.get(name) ?? name.replace(/^NIST /, '');
  const curve = CURVES.find((each) => [each.name, each.nodeName, each.sshName].includes(wanted));
  if (curve === undefined || point.length !== 1 + 2 * curve.bytes || point[0] !== 4) return undefined;
  if (secret === undefined) return { kind: 'ec', curve, point };
  const scalar = padded(secret, curve.bytes);
  return scalar && proveEc(curve, scalar, point);
}

/** A copy in full width: adds missing leading zeros, or removes one for the sign. */
function padded(bytes: Uint8Array, length: number): Uint8Array | undefined {
  const minimal = bytes.length > length && bytes[0] === 0 ? bytes.subarray(bytes.length - length) : bytes;
  if (minimal.length > length) return undefined;
  const full = new Uint8Array(length);
  full.set(minimal, length - minimal.length);
  return full;
}

function text(atom: SExpression | undefined): string | undefined {
  return atom instanceof Uint8Array && atom.length <= 64 ? Buffer.from(atom).toString('latin1') : undefined;
}
