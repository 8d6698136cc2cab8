/**
 * Keys of RFC 7517, read from the members of their object: RSA (RFC 7518, section 6.3; p and q may be missing), EC (section 6.2,
 * secp256k1 of RFC 8812, and curves without a registered name), OKP (RFC 8037), AKP for ML-DSA (draft-ietf-cose-dilithium: `priv` is
 * the seed), and oct (section 6.4) of 128 bits or more. Refused: public keys, more than two primes (`oth`), values that are not
 * base64url, numbers that do not agree.
 */
import { fromBytes } from '../proof/big-integer.ts';
import { CURVES, type Curve, proveEc } from '../proof/ec.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../proof/edwards.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { following, type KeyNumbers, proven } from '../proof/key-numbers.ts';
import { mlDsaPublicKeyOfSeed } from '../proof/ml-dsa.ts';
import { ML_DSA_ALGORITHMS } from '../proof/post-quantum-algorithms.ts';
import type { ProvenKey, SymmetricKey, UnprovenKey } from '../proof/read-key.ts';
import { MAX_RSA_BITS, proveRsa } from '../proof/rsa.ts';

/** @param length bytes of the object, for the frame of the returned key */
export function readJwk(
  members: ReadonlyMap<string, string>,
  length: number,
): ProvenKey | UnprovenKey | SymmetricKey | undefined {
  const type = members.get('kty');
  if (type === 'oct') {
    const secret = jwkBytes(members.get('k'));
    if (secret === undefined || secret.length < MIN_SYMMETRIC_BYTES || isMonotonous(secret)) return undefined;
    return { state: 'symmetric', structure: 'jwk', length, secret };
  }
  const key = type === undefined || !hasPrivatePart(members) ? undefined : PROOFS.get(type)?.(members);
  return key && { structure: 'jwk', length, ...key };
}

/** The name of the private member depends on the type. */
export function hasPrivatePart(members: ReadonlyMap<string, string>): boolean {
  return members.has('d') || members.has('priv');
}

/** RFC 7518, section 3.2: an HMAC key is at least as long as the hash; below 128 bits it is guessable. */
const MIN_SYMMETRIC_BYTES = 16;

type Members = ReadonlyMap<string, string>;
const PROOFS: ReadonlyMap<string, (members: Members) => KeyNumbers | undefined> = new Map([
  ['RSA', proveRsaMembers],
  ['EC', proveEcMembers],
  ['OKP', proveOkpMembers],
  ['AKP', proveAkpMembers],
]);

function proveRsaMembers(members: Members): KeyNumbers | undefined {
  const [n, e, d] = ['n', 'e', 'd'].map((name) => jwkBytes(members.get(name)));
  if (n === undefined || e === undefined || d === undefined) return undefined;
  const crt: (bigint | undefined)[] = [];
  for (const name of ['p', 'q', 'dp', 'dq', 'qi']) {
    const text = members.get(name);
    const bytes = jwkBytes(text);
    if (text !== undefined && bytes === undefined) return undefined;
    crt.push(bytes && fromBytes(bytes));
  }
  const [p, q, dp, dq, qi] = crt;
  const key = proveRsa({ n: fromBytes(n), e: fromBytes(e), d: fromBytes(d), p, q, dp, dq, qi });
  return key && proven(key);
}

function proveEcMembers(members: Members): KeyNumbers | undefined {
  const curve = jwkCurve(members.get('crv'));
  if (curve === undefined) return undefined;
  const [d, x, y] = ['d', 'x', 'y'].map((member) => coordinate(curve, members.get(member)));
  if (d === undefined) return undefined;
  const point = x && y && Buffer.concat([Uint8Array.of(4), x, y]);
  if (point === undefined && (members.has('x') || members.has('y'))) return undefined;
  const key = proveEc(curve, d, point);
  return key && following(key, d, point);
}

/**
 * The curve that `crv` names, registered for JOSE or not. These names are kept here and not as `jwkName`: a thumbprint (RFC 7638)
 * hashes the name, and a curve with several names would have another thumbprint with each writer.
 */
export function jwkCurve(crv: string | undefined): Curve | undefined {
  return crv === undefined ? undefined : CURVES_BY_NAME.get((OTHER_NAMES.get(crv) ?? crv).toLowerCase());
}

const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  // Drafts of RFC 8812.
  ['P-256K', 'secp256k1'],
  // Wi-Fi Easy Connect, gematik, jwcrypto; all mean the random curves of RFC 5639, never the twisted ones.
  ['BP-256', 'brainpoolP256r1'],
  ['BP-384', 'brainpoolP384r1'],
  ['BP-512', 'brainpoolP512r1'],
]);

/** Other writers use the name of RFC 5639 or of SEC 2; Chilkat in lower case. */
const CURVES_BY_NAME: ReadonlyMap<string, Curve> = new Map(CURVES.map((curve) => [curve.name.toLowerCase(), curve]));

/** RFC 7518 requires the full width of the curve; some writers strip leading zeros. */
function coordinate(curve: Curve, text: string | undefined): Uint8Array | undefined {
  const bytes = jwkBytes(text);
  if (bytes === undefined || bytes.length > curve.bytes) return undefined;
  const full = new Uint8Array(curve.bytes);
  full.set(bytes, curve.bytes - bytes.length);
  return full;
}

function proveOkpMembers(members: Members): KeyNumbers | undefined {
  const algorithm = EDWARDS_ALGORITHMS.find((known) => known.name === members.get('crv'));
  const seed = jwkBytes(members.get('d'));
  const claimed = jwkBytes(members.get('x'));
  if (algorithm === undefined || seed === undefined || (claimed === undefined && members.has('x'))) return undefined;
  const key = proveEdwards(algorithm, seed, claimed);
  return key && following(key, seed, claimed);
}

function proveAkpMembers(members: Members): KeyNumbers | undefined {
  const algorithm = ML_DSA_ALGORITHMS.find((known) => known.name === members.get('alg'));
  const seed = jwkBytes(members.get('priv'));
  const claimed = jwkBytes(members.get('pub'));
  if (algorithm === undefined || seed?.length !== algorithm.seedBytes || isMonotonous(seed)) return undefined;
  const bytes = mlDsaPublicKeyOfSeed(algorithm, seed);
  if (members.has('pub') && (claimed === undefined || Buffer.compare(claimed, bytes) !== 0)) return undefined;
  return following({ kind: algorithm.kind, algorithm, bytes }, seed, claimed);
}

/** base64url, and plain base64 with padding, which some writers use, in one line or several. */
export function jwkBytes(text: string | undefined): Uint8Array | undefined {
  const digits = text === undefined || DIGITS.test(text) ? text : text.replace(LINE_ENDS, '');
  if (digits === undefined || digits.length > MAX_VALUE_CHARACTERS || !DIGITS.test(digits)) return undefined;
  return Buffer.from(digits, 'base64url');
}
/** RSA-16384 takes 2,731 and four of padding, a public key of ML-DSA-87 3,456. */
const MAX_VALUE_CHARACTERS = Math.max(Math.ceil(MAX_RSA_BITS / 6) + 4, 3456);
const DIGITS = /^[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * RFC 7517, appendix A, and RFC 7520 break long values for display only. Copies of them have the line ends and blanks inside
 * strings: as escapes if they are inside another string, or after a backslash as in C and JavaScript.
 */
const LINE_ENDS = /\\{0,15}\s+|\\{1,15}[nrt]/g;
