/** Unpacks one packed part of an EROFS file. */
import { FormatError } from '../../model/errors.ts';
import { inflateFirst, unzstdFirst } from '../codecs/first-of-packed.ts';
import { unpackLoneLz4Block } from '../codecs/lz4-block.ts';
import { unpackMicroLzma } from '../codecs/micro-lzma.ts';
import type { Superblock } from './erofs-inode.ts';

/** Zero padding precedes a part that does not fill its blocks. */
const ZEROS_BEFORE = 1;
/** For a part of which another file needs only the end. */
const MAX_OUTPUT_BYTES = 12 << 20;

type Unpack = (packed: Uint8Array, bytes: number) => Uint8Array | Promise<Uint8Array>;

export const LZMA = 1;
/** Indexed by algorithm. */
const ALGORITHMS: readonly Unpack[] = [
  (packed, bytes) => unpackLoneLz4Block(packed, bytes).bytes,
  (packed, bytes) => {
    const target = new Uint8Array(bytes);
    return target.subarray(0, unpackMicroLzma(packed, target));
  },
  (packed, bytes) => inflateFirst(packed, bytes, MAX_OUTPUT_BYTES),
  unzstdFirst,
];
const NOTHING = new Uint8Array(0);

/** @returns the first `bytes` of the unpacked data, or fewer when it is damaged */
export async function unpackPart(
  packed: Uint8Array,
  bytes: number,
  algorithm: number,
  { features, blockBytes }: Superblock,
): Promise<Uint8Array> {
  const unpack = ALGORITHMS[algorithm];
  if (unpack === undefined) throw new FormatError(`algorithm ${algorithm} of EROFS is not known`, 'unsupported');
  let start = 0;
  if ((features & ZEROS_BEFORE) !== 0) while (packed[start] === 0 && start < blockBytes) start++;
  if (start === packed.length) return NOTHING;
  return (await unpack(packed.subarray(start), bytes)).subarray(0, bytes);
}
