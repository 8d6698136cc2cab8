/**
 * SLH-DSA (FIPS 205): PK.root is the root of the topmost tree (section 9.1, algorithm 18), whose leaves follow from SK.seed and PK.seed. The
 * names of functions and fields are those of the standard. With the `f` sets it takes 4,600 to 19,000 hashes, with the `s` sets
 * 290,000.
 */
import { createHash } from 'node:crypto';
import { shake } from './shake.ts';

/** Table 2. */
export interface SlhDsaParameters {
  readonly n: number;
  /** Height of each tree. */
  readonly treeHeight: number;
  /** Number of layers of trees. */
  readonly layers: number;
  readonly family: 'SHA2' | 'SHAKE';
}

/** Types of addresses (section 4.2). */
const [WOTS_HASH, WOTS_PK, TREE, WOTS_PRF] = [0, 1, 2, 5];
/** Digits of lg_w = 4 bits (section 5). */
const DIGITS = 16;
const LAYER_AT = 3;
const TYPE_AT = 19;
const KEY_PAIR_AT = 20;
/** Chain, or height in a tree. */
const SECOND_AT = 24;
/** Hash, or index in a tree. */
const THIRD_AT = 28;

/** @returns PK.root */
export function slhDsaRoot(parameters: SlhDsaParameters, skSeed: Uint8Array, pkSeed: Uint8Array): Uint8Array {
  const hash = hashOf(parameters, pkSeed);
  const address = Buffer.alloc(32);
  address[LAYER_AT] = parameters.layers - 1;
  let nodes = Array.from({ length: 1 << parameters.treeHeight }, (_, leaf) =>
    wotsPublicKey(parameters, hash, address, { skSeed, leaf }),
  );
  for (let height = 1; nodes.length > 1; height++) {
    setWords(address, TREE!, 0, height);
    nodes = Array.from({ length: nodes.length / 2 }, (_, index) => {
      address.writeUInt32BE(index, THIRD_AT);
      return hash('long', address, [nodes[2 * index]!, nodes[2 * index + 1]!]);
    });
  }
  return nodes[0]!;
}

/** Algorithm 6, wots_pkGen. */
function wotsPublicKey(
  { n }: SlhDsaParameters,
  hash: TweakableHash,
  address: Buffer,
  { skSeed, leaf }: { skSeed: Uint8Array; leaf: number },
): Uint8Array {
  const ends = Array.from({ length: 2 * n + 3 }, (_, chain) => {
    setWords(address, WOTS_PRF!, leaf, chain);
    let value = hash('short', address, [skSeed]);
    setWords(address, WOTS_HASH!, leaf, chain);
    for (let digit = 0; digit < DIGITS - 1; digit++) {
      address[THIRD_AT + 3] = digit;
      value = hash('short', address, [value]);
    }
    return value;
  });
  setWords(address, WOTS_PK!, leaf, 0);
  return hash('long', address, ends);
}

function setWords(address: Buffer, type: number, keyPair: number, second: number): void {
  address[TYPE_AT] = type;
  address.writeUInt32BE(keyPair, KEY_PAIR_AT);
  address.writeUInt32BE(second, SECOND_AT);
  address.writeUInt32BE(0, THIRD_AT);
}

/** `short`: F and PRF. `long`: H and T. */
type TweakableHash = (use: 'short' | 'long', address: Buffer, message: readonly Uint8Array[]) => Uint8Array;

/** Section 11. SHA-2 has compressed addresses: the lowest byte of the layer and of the type, and 8 bytes of the tree. */
function hashOf({ n, family }: SlhDsaParameters, pkSeed: Uint8Array): TweakableHash {
  if (family === 'SHAKE') return (_, address, message) => shake('shake256', [pkSeed, address, ...message], n);
  const sha = (name: 'sha256' | 'sha512', blockBytes: number) => {
    const padded = Buffer.concat([pkSeed, Buffer.alloc(blockBytes - n)]);
    return (address: Buffer, message: readonly Uint8Array[]) => {
      const hash = createHash(name).update(padded).update(address.subarray(3, 4)).update(address.subarray(8, 16));
      hash.update(address.subarray(TYPE_AT));
      for (const part of message) hash.update(part);
      return hash.digest().subarray(0, n);
    };
  };
  const short = sha('sha256', 64);
  const long = n === 16 ? short : sha('sha512', 128);
  return (use, address, message) => (use === 'short' ? short : long)(address, message);
}
