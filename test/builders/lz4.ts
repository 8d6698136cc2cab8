/** Writes LZ4 frames sequence by sequence, true ones and every kind of lie. lz4_Frame_format.md, lz4_Block_format.md. */
import { u32, u64 } from './numbers.ts';

export interface Lz4Sequence {
  readonly literals?: Uint8Array | string;
  /** Absent: the last sequence. */
  readonly match?: { readonly distance: number; readonly length: number };
}

export interface Lz4Block {
  /** Packed: made of sequences, or these bytes. */
  readonly packed?: readonly Lz4Sequence[] | Uint8Array;
  readonly stored?: Uint8Array | string;
  /** Instead of the truth. */
  readonly size?: number;
  readonly sum?: number;
}

export interface Lz4FrameFields {
  readonly blocks: readonly Lz4Block[];
  /** 4: 64 KiB, 5: 256 KiB, 6: 1 MiB, 7: 4 MiB. */
  readonly blockSizeId?: number;
  readonly isLinked?: true;
  readonly hasBlockSums?: true;
  readonly contentSize?: bigint;
  readonly contentSum?: number;
  readonly dictionaryId?: number;
  readonly version?: number;
  readonly headerSum?: number;
  readonly leaveOut?: 'end';
}

export function lz4Frame(frame: Lz4FrameFields): Buffer {
  const { blocks, contentSize, contentSum, dictionaryId, version = 1, blockSizeId = 4 } = frame;
  const flags =
    (version << 6) |
    (frame.isLinked ? 0 : 32) |
    (frame.hasBlockSums ? 16 : 0) |
    (contentSize === undefined ? 0 : 8) |
    (contentSum === undefined ? 0 : 4) |
    (dictionaryId === undefined ? 0 : 1);
  const descriptor = Buffer.concat([
    Buffer.from([flags, blockSizeId << 4]),
    contentSize === undefined ? Buffer.alloc(0) : u64(contentSize),
    dictionaryId === undefined ? Buffer.alloc(0) : u32(dictionaryId),
  ]);
  return Buffer.concat([
    Buffer.from([0x04, 0x22, 0x4d, 0x18]),
    descriptor,
    Buffer.from([frame.headerSum ?? (sumOf(descriptor) >> 8) & 0xff]),
    ...blocks.map((block) => blockBytes(block, frame.hasBlockSums ?? false)),
    frame.leaveOut === 'end' ? Buffer.alloc(0) : u32(0),
    contentSum === undefined ? Buffer.alloc(0) : u32(contentSum),
  ]);
}

/** Each block with its size in front; nothing tells the end. */
export function legacyLz4Frame(blocks: readonly (readonly Lz4Sequence[])[]): Buffer {
  const parts = blocks.map((sequences) => lz4Sequences(sequences));
  return Buffer.concat([Buffer.from([0x02, 0x21, 0x4c, 0x18]), ...parts.flatMap((part) => [u32(part.length), part])]);
}

export function lz4Sequences(sequences: readonly Lz4Sequence[]): Buffer {
  return Buffer.concat(
    sequences.map(({ literals = '', match }) => {
      const bytes = Buffer.from(literals);
      const length = match === undefined ? 0 : match.length - 4;
      return Buffer.concat([
        Buffer.from([(Math.min(bytes.length, 15) << 4) | Math.min(length, 15), ...moreOf(bytes.length)]),
        bytes,
        match === undefined
          ? Buffer.alloc(0)
          : Buffer.from([match.distance & 0xff, match.distance >> 8, ...moreOf(length)]),
      ]);
    }),
  );
}

/** XXH32 of few bytes: with big integers, as its description has it. */
export function sumOf(bytes: Uint8Array, seed = 0n): number {
  const [p1, p2, p3, p4, p5] = [2654435761n, 2246822519n, 3266489917n, 668265263n, 374761393n] as const;
  const mod = (value: bigint) => value & 0xffffffffn;
  const rotate = (value: bigint, bits: bigint) => mod(value << bits) | (value >> (32n - bits));
  const word = (at: number) => BigInt(Buffer.from(bytes.subarray(at, at + 4)).readUInt32LE());
  let at = 0;
  let hash: bigint = mod(seed + p5);
  if (bytes.length >= 16) {
    const lanes: bigint[] = [mod(seed + p1 + p2), mod(seed + p2), seed, mod(seed - p1)];
    for (; at + 16 <= bytes.length; at += 16)
      for (const [index, lane] of lanes.entries())
        lanes[index] = mod(rotate(mod(lane + word(at + 4 * index) * p2), 13n) * p1);
    hash = [1n, 7n, 12n, 18n].reduce((sum, bits, index) => sum + rotate(lanes[index]!, bits), 0n);
  }
  hash = mod(hash + BigInt(bytes.length));
  for (; at + 4 <= bytes.length; at += 4) hash = mod(rotate(mod(hash + word(at) * p3), 17n) * p4);
  for (; at < bytes.length; at++) hash = mod(rotate(mod(hash + BigInt(bytes[at]!) * p5), 11n) * p1);
  hash = mod((hash ^ (hash >> 15n)) * p2);
  hash = mod((hash ^ (hash >> 13n)) * p3);
  return Number(hash ^ (hash >> 16n));
}

function blockBytes({ packed, stored = '', size, sum }: Lz4Block, hasSum: boolean): Buffer {
  const bytes =
    packed === undefined
      ? Buffer.from(stored)
      : Buffer.from(Array.isArray(packed) ? lz4Sequences(packed) : (packed as Uint8Array));
  const told = size ?? bytes.length + (packed === undefined ? 2 ** 31 : 0);
  return Buffer.concat([u32(told), bytes, hasSum ? u32(sum ?? sumOf(bytes)) : Buffer.alloc(0)]);
}

/** What of a length does not fit into four bits. */
function moreOf(length: number): number[] {
  if (length < 15) return [];
  const rest = length - 15;
  return [...Array(Math.floor(rest / 255)).fill(255), rest % 255];
}
