/**
 * Private keys of elliptic curves that are one number in a memory image. Structures and surroundings nominate (nominees.ts); a
 * number is a key if it gives a public point that is in the image too or otherwise known (public-points.ts). The constants of the
 * curves, which every library contains, and random numbers of the same size are thus no findings.
 */

import { atFixedLimit } from '../../model/gap.ts';
import type { Match } from '../../model/match.ts';
import { sha256Hex, tokenFingerprint } from '../fingerprint.ts';
import { CURVES, type Curve, type EcPublicKey, proveEc } from '../proof/ec.ts';
import { subjectPublicKeyInfo } from '../proof/key-facts.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { besidePoints, NEAR_BYTES } from './beside-points.ts';
import { boringsslPoints } from './boringssl-points.ts';
import { compressedPointsOf } from './compressed-points.ts';
import { copiesOf } from './copies.ts';
import { Effort } from './effort.ts';
import { findStrings } from './find-strings.ts';
import { fastScalars, slowScalars } from './lone-scalars.ts';
import type { MemoryImage, MemorySearch } from './memory-search.ts';
import { type MontgomeryPoint, montgomeryPoints } from './montgomery-points.ts';
import { bigEndian, lengthOf, type Nominee, spelled } from './nominee.ts';
import { nomineesOf } from './nominees.ts';
import { pointsAndScalars } from './point-and-scalar.ts';
import type { PublicPoints } from './point-set.ts';
import { encodedPoint, publicPointsOf } from './public-points.ts';
import { type ScalarAndPoint, scalarsAndPoints } from './scalar-and-point.ts';
import { FORMS_OF_SCRIPTS, scriptPoints } from './script-points.ts';
import { scriptStringsOf } from './script-strings.ts';
import { signatureValues, valueText } from './signature-values.ts';

export const ecInMemory: MemorySearch = {
  id: 'ec-in-memory',
  form: {
    specification:
      'SEC 1, section 3.2.1; BIGNUM and OSSL_PARAM of libcrypto, slices of Go, arrays of HotSpot, .NET, CPython and GHC, chunks of glibc, strings, short arrays of bytes, arrays of digits and strings of hexadecimal digits of V8, digits of libtommath, strings and arrays of digits of PHP, Erlang and OCaml, vectors and integers of SBCL, sp_int of wolfSSL, TPM2B of libtpms, EcdsaKeyPair of ring, SigningKey and PublicKey of RustCrypto, secp256k1_keypair of libsecp256k1, SYMCRYPT_ECKEY of SymCrypt, ccec_full_ctx of corecrypto, EC_KEY of BoringSSL and AWS-LC',
    proof:
      'd·G is a public point in the same image, or its x is, or a certificate, SSH key, JWK or watched key has it, or its address is that of an Ethereum account next to it',
  },
  title: 'EC private key in memory',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  search,
};

/** A number on a curve, wherever it is. */
interface Candidate {
  readonly curve: Curve;
  /** Big-endian, as wide as the curve. */
  readonly scalar: Uint8Array;
  readonly rank: number;
  readonly places: Nominee[];
}

interface ProvenScalar {
  readonly publicKey: EcPublicKey;
  readonly candidate: Candidate;
}

function* search(image: MemoryImage): Generator<Match> {
  const nominees = nomineesOf(image);
  const points = publicPointsOf(image, nominees);
  const together = [...scalarsAndPoints(image), ...pointsAndScalars(image)];
  const alone = [...montgomeryPoints(image)];
  for (const { curve, x, y } of [...together, ...alone, ...boringsslPoints(image), ...compressedPointsOf(image)])
    points.add(curve, encodedPoint(curve.bytes, x, y));
  const strings = scriptStringsOf(image);
  points.addAddresses(strings.addresses);
  for (const { curve, x, y } of scriptPoints(image, nominees, strings.points))
    points.addOfScript(curve, encodedPoint(curve.bytes, x, y));
  const candidates = candidatesOf(image, [...nominees, ...strings.numbers], points, { together, alone });
  const { proven: withPoint, unknown } = multiply(image, candidates, points);
  // The computation of r also leaves its point behind.
  const nonces = noncesAmong(image, [...withPoint, ...unknown]);
  for (const nonce of nonces) yield* nonceMatches(nonce);
  const proven = [...withPoint, ...withAbscissa(image, unknown)].filter((scalar) => !nonces.has(scalar));
  for (const { publicKey, match } of matchesOf(image, proven))
    yield points.isOfSession(publicKey.point) ? { ...match, ...OF_SESSION } : match;
}

/** OpenSSL keeps the key of a key exchange until the session ends (PostgreSQL 15): it decrypts its traffic, and signs nothing. */
const OF_SESSION = { title: 'EC private key of one TLS session in memory', severity: 'medium' } as const;

/** P-256 is tried even if no point is known: its points may be compressed, and it is 20 times cheaper than the others. */
const P256 = CURVES.find(({ name }) => name === 'P-256')!;
const P384 = CURVES.find(({ name }) => name === 'P-384')!;

function candidatesOf(
  image: MemoryImage,
  nominees: readonly Nominee[],
  points: PublicPoints,
  { together, alone }: { together: readonly ScalarAndPoint[]; alone: readonly MontgomeryPoint[] },
): Candidate[] {
  const candidates = new Candidates(points);
  const curves = CURVES.filter((curve) => curve === P256 || points.hasAny(curve));
  const curvesOfScripts = CURVES.filter((curve) => curve === P256 || points.hasOfScripts(curve));
  for (const nominee of nominees) {
    // Without a point to compare with, only a compressed one is possible, and only nominees of a structure are tried.
    if (nominee.rank === 2 && curves.every((curve) => !points.hasAny(curve))) continue;
    const ofItsForm = FORMS_OF_SCRIPTS.has(nominee.form) ? curvesOfScripts : curves;
    for (const curve of nominee.form === 'register' ? [P256] : ofItsForm) candidates.add(curve, nominee);
  }
  for (const { curve, nominee } of together) candidates.add(curve, nominee);
  for (const { curve, nominee } of besidePoints(image, points.places, NEAR_BYTES, costUs))
    candidates.add(curve, nominee);
  for (const { curve, nominee } of besidePoints(image, alone, NEAR_OBJECT_BYTES, costUs))
    candidates.add(curve, nominee);
  for (const nominee of fastScalars(image, nominees, P256)) candidates.add(P256, nominee);
  for (const nominee of slowScalars(nominees, P384)) candidates.add(P384, nominee);
  return candidates.inOrder();
}

/** The two halves of a key of Deno are objects of 500 bytes each. */
const NEAR_OBJECT_BYTES = 1024;

/** Each number once per curve. */
class Candidates {
  readonly #points: PublicPoints;
  readonly #byName = new Map<string, Candidate>();

  constructor(points: PublicPoints) {
    this.#points = points;
  }

  add(curve: Curve, nominee: Nominee): void {
    for (const spelling of nominee.spellings) {
      const number = bigEndian(nominee.bytes, spelling);
      if (number.length > curve.bytes || number.length < curve.bytes - 1) continue;
      const scalar = new Uint8Array(curve.bytes);
      scalar.set(number, curve.bytes - number.length);
      // Not a key, since the order has 521 bits, and the most expensive to try: compressed data have hundreds of them.
      if (curve.bytes === 66 && scalar[0]! > 1) continue;
      if (this.#points.isCoordinate(scalar)) continue;
      const name = `${curve.name} ${Buffer.from(scalar).toString('latin1')}`;
      const known = this.#byName.get(name);
      if (known === undefined) this.#byName.set(name, { curve, scalar, rank: nominee.rank, places: [nominee] });
      else if (!isPlaceOf(known, nominee)) known.places.push(nominee);
    }
  }

  /**
   * First those that a structure calls private, then the groups by the time they take: a program that computed on one curve leaves
   * thousands of numbers of that size, which must not exhaust the effort before the few of another curve are tried.
   */
  inOrder(): Candidate[] {
    const totalUs = new Map<string, number>();
    const groupOf = ({ rank, curve }: Candidate): string => `${rank} ${curve.name}`;
    const all = [...this.#byName.values()];
    for (const candidate of all) {
      const group = groupOf(candidate);
      totalUs.set(group, (totalUs.get(group) ?? 0) + costUs(candidate.curve));
    }
    const timeOf = (candidate: Candidate): number => (candidate.rank === 0 ? 0 : totalUs.get(groupOf(candidate))!);
    return all.sort((a, b) => timeOf(a) - timeOf(b));
  }
}

/** Forms that only a nearby point, or the width alone, nominates. */
const WITHOUT_STRUCTURE = new Set(['beside-point', 'ring-scalar', 'scalar-and-point', 'number']);

function isPlaceOf({ places }: Candidate, { offset, form }: Nominee): boolean {
  return places.some((place) => place.offset === offset && (place.form === form || WITHOUT_STRUCTURE.has(form)));
}

/** Cost of one multiplication, as node:crypto takes on a machine of 2024; OpenSSL has fast code for P-256 alone. */
function costUs(curve: Curve): number {
  if (curve === P256) return 30;
  return curve.bytes <= 32 ? 500 : curve.bytes <= 48 ? 1200 : 2500;
}
const REASON = atFixedLimit(
  'too many numbers may be EC private keys, of which the likeliest were tried',
  'scan again with the certificate in watch-keys or a smaller dump',
);

function multiply(
  image: MemoryImage,
  candidates: readonly Candidate[],
  points: PublicPoints,
): { proven: ProvenScalar[]; unknown: ProvenScalar[] } {
  const effort = new Effort(image, REASON);
  const proven: ProvenScalar[] = [];
  const unknown: ProvenScalar[] = [];
  for (const candidate of candidates) {
    const { curve, scalar } = candidate;
    if (!effort.takes(costUs(curve))) break;
    const publicKey = proveEc(curve, scalar, undefined);
    if (publicKey === undefined) continue;
    if (points.has(curve, publicKey.point)) proven.push({ publicKey, candidate });
    else unknown.push({ publicKey, candidate });
  }
  return { proven, unknown };
}

/**
 * Scalars of whose public half x is in the image: compressed (SEC 1, section 2.3.3), or as what is left of a point whose y was wiped or
 * overwritten, or of a signature in which it is r.
 */
function withAbscissa(image: MemoryImage, scalars: readonly ProvenScalar[]): ProvenScalar[] {
  const strings = scalars.flatMap((scalar) => {
    const { curve, point } = scalar.publicKey;
    return spelled(point.subarray(1, 1 + curve.bytes)).map((string) => ({ string, scalar }));
  });
  const seen = new Set<ProvenScalar>();
  for (const { index } of findStrings(
    image,
    strings.map(({ string }) => string),
  ))
    seen.add(strings[index]!.scalar);
  return [...seen];
}

/**
 * Scalars that are a nonce k: r, which is x of k·G, is part of a signature in the image (FIPS 186-5, section 6.4). With it and the
 * signed message, the private key is easily computed. Programs in Go leave it behind.
 */
function noncesAmong(image: MemoryImage, scalars: readonly ProvenScalar[]): Set<ProvenScalar> {
  if (scalars.length === 0) return new Set();
  const values = signatureValues(image);
  const known = new Set(image.knownKeys.map(({ spkiSha256 }) => spkiSha256));
  // A forged r that is x of a known key must not turn that key into a nonce.
  const isNonce = ({ publicKey }: ProvenScalar): boolean =>
    values.has(valueText(publicKey.point.subarray(1, 1 + publicKey.curve.bytes))) &&
    !known.has(sha256Hex(subjectPublicKeyInfo(publicKey)));
  return new Set(scalars.filter(isNonce));
}

function* nonceMatches({ candidate: { curve, scalar, places } }: ProvenScalar): Generator<Match> {
  const fingerprint = tokenFingerprint(scalar);
  for (const place of places) {
    const { offset, form } = place;
    const facts = { kind: 'ecdsa-nonce', curve: curve.name, keySha256: sha256Hex(scalar), form };
    yield { offset, length: lengthOf(place), fingerprint, preview: '', facts, title: NONCE_TITLE, severity: 'high' };
  }
}
const NONCE_TITLE = 'Nonce of an ECDSA signature next to it: the private key follows from both';

interface KeyedMatch {
  readonly publicKey: EcPublicKey;
  readonly match: Match;
}

function* matchesOf(image: MemoryImage, proven: readonly ProvenScalar[]): Generator<KeyedMatch> {
  for (const { publicKey, candidate } of proven)
    for (const place of candidate.places) yield matchAt(publicKey, place.offset, lengthOf(place), place.form);
  yield* otherPlaces(image, proven);
}

/** Further places of the keys: copies that were left behind. */
function* otherPlaces(image: MemoryImage, proven: readonly ProvenScalar[]): Generator<KeyedMatch> {
  const strings = proven.flatMap(({ candidate, publicKey }) =>
    spelled(candidate.scalar).map((string) => ({ string, publicKey, places: candidate.places })),
  );
  for (const { of, offset } of copiesOf(image, strings))
    yield matchAt(of.publicKey, offset, of.string.length, 'number');
}

function matchAt(publicKey: EcPublicKey, offset: number, length: number, form: string): KeyedMatch {
  const proven = { state: 'proven', structure: form, length, publicKey } as const;
  return { publicKey, match: keyMatch(proven, { offset, length, form, preview: '' }) };
}
