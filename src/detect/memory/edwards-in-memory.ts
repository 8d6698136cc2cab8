/**
 * Private keys of RFC 8032 and RFC 7748 in a memory image: 32 bytes (57 and 56 for the curves of 448 bits) of which every value is
 * a key, so only the public half next to it proves one.
 *   ECX_KEY of libcrypto 3 (crypto/ecx.h): 16 u8 bit field with haspubkey, 17 pubkey[57], 80 u8 *privkey, 88 u64 keylen, 96 u32 type
 *   64 bytes, the seed and then the public half: libsodium, OpenSSH, Go
 *   a secret of X25519 and its public half, in either order, side by side or in two blocks (exchange-pairs.ts): CryptX, libsodium, Tor, GnuTLS, Go
 *   96 bytes, the scalar and the prefix that a seed gives, and the public half: ring, Tor (expanded-edwards.ts)
 *   the seed, the public half and its point in extended coordinates, in any order: ed25519-dalek (seed-and-point.ts)
 *   a seed alone, in a structure that nominates it, if its public half is in the image too or otherwise known
 */

import { atFixedLimit } from '../../model/gap.ts';
import type { Match } from '../../model/match.ts';
import { EDWARDS_ALGORITHMS, type EdwardsAlgorithm, type EdwardsPublicKey, proveEdwards } from '../proof/edwards.ts';
import type { PublicKey } from '../proof/key-facts.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { readSubjectPublicKey } from '../structures/read-public-key.ts';
import { bouncyCastleLimbs } from './bouncy-castle-limbs.ts';
import { copiesOf } from './copies.ts';
import { Effort } from './effort.ts';
import { exchangeKeysIn, isClamped, neighbours } from './exchange-pairs.ts';
import { EXPANDED_BYTES, type ExpandedKey, expandedEdwardsKeys, loneExpandedScalars } from './expanded-edwards.ts';
import { findStrings } from './find-strings.ts';
import type { MemoryImage, MemorySearch } from './memory-search.ts';
import { lengthOf, type Nominee, spelled } from './nominee.ts';
import { nomineesOf } from './nominees.ts';
import { seedsAndPoints } from './seed-and-point.ts';
import { SNAPSHOT_FORM } from './snapshot-nominees.ts';

export const edwardsInMemory: MemorySearch = {
  id: 'edwards-in-memory',
  form: {
    specification:
      'RFC 8032, section 5.1.5; RFC 7748, section 5; ECX_KEY of libcrypto 3; seed and public half as in libsodium and Go, scalar and public half as in ring and Tor, seed and point as in ed25519-dalek, secret and public half of X25519 as in CryptX, libsodium, GnuTLS and Go',
    proof:
      'the public half that follows from it is next to it or elsewhere in the same image, or a certificate, SSH key, JWK or watched key has it',
  },
  title: 'Ed25519 or Ed448 private key in memory',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  search,
};

/** Keys for key exchange mostly belong to one session: they decrypt its traffic, and sign nothing. */
const EXCHANGE = { title: 'X25519 or X448 private key in memory', severity: 'medium' } as const;

const [ED25519, ED448, X25519, X448] = EDWARDS_ALGORITHMS as readonly [
  EdwardsAlgorithm,
  EdwardsAlgorithm,
  EdwardsAlgorithm,
  EdwardsAlgorithm,
];
/** Indexed by ECX_KEY_TYPE. */
const ECX_TYPES = [X25519, X448, ED25519, ED448] as const;
const ECX_KEY_BYTES = 104;

interface Proven {
  readonly publicKey: EdwardsPublicKey;
  readonly secret: Uint8Array;
  readonly places: readonly Place[];
}
type Place = Pick<Nominee, 'offset' | 'form'> & { readonly length: number };

function* search(image: MemoryImage): Generator<Match> {
  const known = knownKeysOf(image);
  const proven = merged([
    ...ofStructures(image),
    ...exchangePairs(image),
    ...ofNominees(image, known),
    ...expanded(image),
    ...besidePoints(image),
  ]);
  for (const { publicKey, places } of proven) for (const place of places) yield matchAt(publicKey, place, known);
  yield* otherPlaces(image, proven, known);
}

/** One entry per key: a structure and what it points at may both be nominated. */
function merged(keys: readonly Proven[]): Proven[] {
  const byName = new Map<string, Proven>();
  for (const key of keys) {
    const same = byName.get(nameOf(key.publicKey));
    const others = key.places.filter(({ offset }) => !same?.places.some((place) => place.offset === offset));
    byName.set(nameOf(key.publicKey), same === undefined ? key : { ...same, places: [...same.places, ...others] });
  }
  return [...byName.values()];
}

function* ofStructures(image: MemoryImage): Generator<Proven> {
  for (const at of image.survey.edwardsKeys) {
    const bytes = image.read(at, ECX_KEY_BYTES).slice();
    if (bytes.length < ECX_KEY_BYTES) continue;
    const fields = new DataView(bytes.buffer);
    const algorithm = ECX_TYPES[fields.getUint32(96, true)];
    if (algorithm === undefined || fields.getBigUint64(88, true) !== BigInt(algorithm.bytes)) continue;
    const address = fields.getBigUint64(80, true);
    const secret = image.memory.peek(address, algorithm.bytes)?.slice();
    const offset = image.offsetOf(address);
    if (secret === undefined || offset === undefined) continue;
    const publicKey = proveEdwards(algorithm, secret, bytes.subarray(17, 17 + algorithm.bytes));
    if (publicKey !== undefined)
      yield { publicKey, secret, places: [{ offset, length: secret.length, form: 'ecx-key' }] };
  }
}

function* expanded(image: MemoryImage): Generator<Proven> {
  for (const key of expandedEdwardsKeys(image)) yield ofExpanded(key);
}

function ofExpanded({ publicKey, scalar, offset }: ExpandedKey): Proven {
  return { publicKey, secret: scalar, places: [{ offset, length: EXPANDED_BYTES, form: 'expanded' }] };
}

function* besidePoints(image: MemoryImage): Generator<Proven> {
  for (const { publicKey, secret, offset } of seedsAndPoints(image))
    yield { publicKey, secret, places: [{ offset, length: secret.length, form: 'seed-and-point' }] };
}

function* exchangePairs(image: MemoryImage): Generator<Proven> {
  const nominees = nomineesOf(image);
  const together = [...stringsOf(nominees).values()].flatMap(([bytes, places]) =>
    bytes.length === SEED_AND_PUBLIC_BYTES ? [{ bytes, halves: places.map(({ offset }) => halvesAt(offset)) }] : [],
  );
  // Each has its own limit, so that none takes it from the others. What a structure announces is likelier than what only looks random.
  const announced = [...neighbours(nominees, 'go-slice'), ...neighbours(nominees, 'v8-bytes')];
  for (const pairs of [together, announced, [...neighbours(nominees, 'chunk')]]) {
    for (const { index, publicKey, secret, secretAt } of exchangeKeysIn(
      image,
      pairs.map(({ bytes }) => bytes),
    )) {
      const offsets = pairs[index]!.halves.map((halves) => halves[secretAt === 0 ? 0 : 1]);
      const places = offsets.map((offset) => ({ offset, length: secret.length, form: 'exchange-pair' }));
      yield { publicKey, secret, places };
    }
  }
}

function halvesAt(offset: number): readonly [number, number] {
  return [offset, offset + SEED_AND_PUBLIC_BYTES / 2];
}

const SEED_AND_PUBLIC_BYTES = 64;
/** As node:crypto takes on a machine of 2024. */
const DERIVATION_US = 60;
const REASON = atFixedLimit(
  'too many numbers may be Ed25519 private keys, of which the likeliest were tried',
  'scan again with the public key in watch-keys or a smaller dump',
);

/** @param known public keys by `nameOf` */
function* ofNominees(image: MemoryImage, known: ReadonlyMap<string, EdwardsPublicKey>): Generator<Proven> {
  const effort = new Effort(image, REASON);
  const kinds = new Set([...known.values()].map(({ kind }) => kind));
  const unknown: Proven[] = loneExpandedScalars(image).map(ofExpanded);
  const strings = stringsOf(nomineesOf(image));
  const likely = likelySecrets(nomineesOf(image));
  for (const [name, [bytes, places]] of strings) {
    const isPair = bytes.length === SEED_AND_PUBLIC_BYTES;
    const secret = isPair ? bytes.subarray(0, ED25519.bytes) : bytes;
    for (const algorithm of EDWARDS_ALGORITHMS) {
      if (algorithm.bytes !== secret.length) continue;
      if (isExchange(algorithm) && !kinds.has(algorithm.kind) && !likely.has(name)) continue;
      if (!effort.takes(DERIVATION_US)) return yield* withPublicHalf(image, unknown);
      const claimed = isPair && algorithm === ED25519 ? bytes.subarray(ED25519.bytes) : undefined;
      const publicKey = proveEdwards(algorithm, secret, claimed);
      if (publicKey === undefined) continue;
      const isKnown = known.has(nameOf(publicKey)) || isSnapshotMember(strings, publicKey);
      if (claimed !== undefined || isKnown) yield { publicKey, secret, places };
      else unknown.push({ publicKey, secret, places });
    }
  }
  yield* withPublicHalf(image, unknown);
}

/** For each kind. Of ordinary dumps, Go's have the most: some hundreds. Each costs a derivation. */
const MAX_LIKELY_SECRETS = 512;

/**
 * Strings that may be secrets of X25519 or X448 whose public half may be anywhere in the image: a structure says that they have this
 * length, they are clamped, as one random string in 32 is, or they fill a block of the heap.
 */
function likelySecrets(nominees: readonly Nominee[]): ReadonlySet<string> {
  const kinds = { announced: new Set<string>(), clamped: new Set<string>(), block: new Set<string>() };
  for (const { bytes, rank, form, spellings } of nominees) {
    // A JVM has a thousand structures that look like a BIGNUM.
    if (!EXCHANGE_BYTES.has(bytes.length) || !spellings.includes('big-endian') || form === 'register') continue;
    const kind = rank < 2 ? 'announced' : isClamped(bytes) ? 'clamped' : 'block';
    if (kinds[kind].size === MAX_LIKELY_SECRETS || (kind === 'block' && form !== 'chunk')) continue;
    kinds[kind].add(Buffer.from(bytes).toString('latin1'));
  }
  return new Set([...kinds.announced, ...kinds.clamped, ...kinds.block]);
}
const EXCHANGE_BYTES: ReadonlySet<number> = new Set([X25519.bytes, X448.bytes]);

/** In a heap snapshot, both halves of a JWK are text, in a string each. */
function isSnapshotMember(strings: ReturnType<typeof stringsOf>, { bytes }: EdwardsPublicKey): boolean {
  const places = strings.get(Buffer.from(bytes).toString('latin1'))?.[1] ?? [];
  return places.some(({ form }) => form === SNAPSHOT_FORM);
}

/** Nominees as byte strings, keyed by their Latin-1, the likeliest first, each with all its places. */
function stringsOf(nominees: readonly Nominee[]): ReadonlyMap<string, [Uint8Array, Place[]]> {
  const strings = new Map<string, [Uint8Array, Place[]]>();
  for (const nominee of nominees) {
    const { offset, bytes, form, spellings } = nominee;
    if (!spellings.includes('big-endian')) continue;
    const isPair = bytes.length === SEED_AND_PUBLIC_BYTES && form === 'chunk';
    const place = { offset, length: lengthOf(nominee), form: isPair ? 'seed-public' : form };
    const name = Buffer.from(bytes).toString('latin1');
    const same = strings.get(name);
    if (same === undefined) strings.set(name, [bytes, [place]]);
    else same[1].push(place);
  }
  return strings;
}

/**
 * Keys whose public half is in the image: as it is, or as y alone, which is how Java stores it (a number and, separately, the sign
 * of x) and BouncyCastle (an array of limbs, x and then y).
 */
function* withPublicHalf(image: MemoryImage, unknown: readonly Proven[]): Generator<Proven> {
  const strings = unknown.flatMap((key, owner) => {
    const { bytes } = key.publicKey;
    const y = bytes.toReversed();
    y[0]! &= 0x7f;
    return [bytes, ...spelled(y), ...bouncyCastleLimbs(y)].map((string) => ({ string, owner }));
  });
  const seen = new Set<number>();
  const texts = strings.map(({ string }) => string);
  for (const { index } of findStrings(image, texts)) seen.add(strings[index]!.owner);
  for (const owner of seen) yield unknown[owner]!;
}

/** Copies that were left behind. */
function* otherPlaces(
  image: MemoryImage,
  proven: readonly Proven[],
  known: ReadonlyMap<string, EdwardsPublicKey>,
): Generator<Match> {
  const strings = proven.map(({ publicKey, secret, places }) => ({ string: secret, publicKey, places }));
  for (const { of, offset } of copiesOf(image, strings))
    yield matchAt(of.publicKey, { offset, length: of.string.length, form: 'number' }, known);
}

function knownKeysOf(image: MemoryImage): Map<string, EdwardsPublicKey> {
  const known = new Map<string, EdwardsPublicKey>();
  for (const { spki } of image.knownKeys) {
    const key = readSubjectPublicKey(spki);
    if (key !== undefined && isEdwards(key)) known.set(nameOf(key), key);
  }
  return known;
}

function isEdwards(key: PublicKey): key is EdwardsPublicKey {
  return EDWARDS_ALGORITHMS.some(({ kind }) => kind === key.kind);
}

function isExchange({ kind }: EdwardsAlgorithm): boolean {
  return kind === 'x25519' || kind === 'x448';
}

function nameOf({ kind, bytes }: EdwardsPublicKey): string {
  return `${kind} ${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`;
}

function matchAt(
  publicKey: EdwardsPublicKey,
  { offset, length, form }: Place,
  known: ReadonlyMap<string, EdwardsPublicKey>,
): Match {
  const match = keyMatch(
    { state: 'proven', structure: form, length, publicKey },
    { offset, length, form, preview: '' },
  );
  return isExchange(publicKey.algorithm) && !known.has(nameOf(publicKey)) ? { ...match, ...EXCHANGE } : match;
}
