/**
 * Private keys of SLH-DSA (FIPS 205, section 9.1) in the memory of a process. Four random values of n bytes are a key, so a structure must
 * nominate them, because proof takes as long as 290,000 hashes.
 *   SLH_DSA_KEY of libcrypto 3.5 (crypto/slh_dsa/slh_dsa_key.h): 0 SK.seed, SK.prf, PK.seed and PK.root in room for 4 times 32 bytes,
 *   128 pointer to the third of them, 136 pointer to the library context, 144 pointer to a text or 0, 152 u32 whether there is a private half,
 *   160 pointer to SLH_DSA_PARAMS (slh_params.h): 12 u32 whether it is SHAKE, 16 u32 n, 20 u32 height of all trees together, 24 u32 layers;
 *   where the dump does not have these, all sets of the size are tried
 */
import { atFixedLimit } from '../../model/gap.ts';
import type { Match } from '../../model/match.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { SLH_DSA_ALGORITHMS, type SlhDsaAlgorithm } from '../proof/post-quantum-algorithms.ts';
import { slhDsaRoot } from '../proof/slh-dsa.ts';
import { runsOf } from './image-runs.ts';
import type { MemoryImage, MemorySearch } from './memory-search.ts';

export const slhDsaInMemory: MemorySearch = {
  id: 'slh-dsa-in-memory',
  form: {
    specification: 'FIPS 205, section 9.1; SLH_DSA_KEY of libcrypto 3.5',
    proof: 'PK.root is the root of the topmost tree, which follows from SK.seed and PK.seed',
  },
  title: 'SLH-DSA private key in memory',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  search,
};

const ROOM_BYTES = 128;
const STRUCTURE_BYTES = 168;
const PRIVATE_AT = 152;
const PARAMETERS_AT = 160;
const PARAMETERS_BYTES = 28;
/** Of its values: the shortest key has 64 bytes. */
const MIN_RUN_BYTES = 64 - 8;
/** A word or two before the key may look random as well. */
const STARTS = [0, 8, 16];
/** Some 2 µs each: enough for five keys of the sets that take the longest. */
const MAX_HASHES = 1 << 21;
const REASON = atFixedLimit(
  'too many bytes look like SLH-DSA private keys; the first of them were tried',
  'scan a smaller dump',
);

function* search(image: MemoryImage): Generator<Match> {
  if (image.isPacked || image.memory.pointerBytes !== 8 || image.memory.littleEndian === false) return;
  let hashesLeft = MAX_HASHES;
  for (const { start } of runsOf(image, MIN_RUN_BYTES)) {
    for (const offset of STARTS.map((shift) => start + shift)) {
      for (const possible of possibleKeysAt(image, offset)) {
        hashesLeft -= hashesOf(possible.algorithm);
        if (hashesLeft < 0) return image.reportIncomplete(REASON);
        image.checkTime();
        const match = provenAt(possible, offset);
        if (match === undefined) continue;
        yield match;
        break;
      }
    }
  }
}

interface PossibleKey {
  readonly algorithm: SlhDsaAlgorithm;
  readonly bytes: Uint8Array;
}

/** The sets that the structure at an offset may be of, the cheapest first. */
function possibleKeysAt(image: MemoryImage, offset: number): PossibleKey[] {
  const bytes = image.read(offset, STRUCTURE_BYTES).slice();
  if (bytes.length < STRUCTURE_BYTES) return [];
  const view = new DataView(bytes.buffer);
  if (view.getUint32(PRIVATE_AT, true) !== 1) return [];
  const pointsTo = image.offsetOf(view.getBigUint64(ROOM_BYTES, true));
  const ofSize = SLH_DSA_ALGORITHMS.filter(({ n }) => pointsTo === offset + 2 * n);
  if (ofSize.length === 0) return [];
  const parameters = image.memory.peek(view.getBigUint64(PARAMETERS_AT, true), PARAMETERS_BYTES);
  const named = ofSize.filter((algorithm) => parameters && isSet(algorithm, parameters));
  const all = named.length > 0 ? named : ofSize.toSorted((a, b) => hashesOf(a) - hashesOf(b));
  return all.map((algorithm) => ({ algorithm, bytes }));
}

function isSet({ n, treeHeight, layers, family }: SlhDsaAlgorithm, parameters: Uint8Array): boolean {
  const view = new DataView(parameters.buffer, parameters.byteOffset, parameters.length);
  const [isShake, ...sizes] = [12, 16, 20, 24].map((at) => view.getUint32(at, true));
  const expected = [n, treeHeight * layers, layers];
  return isShake === (family === 'SHAKE' ? 1 : 0) && expected.every((size, index) => size === sizes[index]);
}

function provenAt({ algorithm, bytes }: PossibleKey, offset: number): Match | undefined {
  const { n, expandedBytes: length, publicBytes } = algorithm;
  const publicHalf = bytes.slice(2 * n, 2 * n + publicBytes);
  const root = slhDsaRoot(algorithm, bytes.subarray(0, n), publicHalf.subarray(0, n));
  if (Buffer.compare(root, publicHalf.subarray(n)) !== 0) return undefined;
  const publicKey = { kind: 'slh-dsa', algorithm, bytes: publicHalf } as const;
  const form = 'slh-dsa-key';
  return keyMatch({ state: 'proven', structure: form, length, publicKey }, { offset, length, form, preview: '' });
}

function hashesOf({ n, treeHeight }: SlhDsaAlgorithm): number {
  return (16 * (2 * n + 3)) << treeHeight;
}
