/** Writes blocks of LZ4 with their sizes before them, buffers of Blosc, and segments of Borg, true ones and lies. */
import { crc32 } from 'node:zlib';
import { type Lz4Sequence, lz4Sequences } from './lz4.ts';
import { u32 } from './numbers.ts';

/** `text` behind runs that are copied from just before, so that chance is out of the question: 98 bytes more. */
function packedText(text: string): Buffer {
  const runs: Lz4Sequence[] = ['a', 'b', 'c'].map((literals) => ({ literals, match: { distance: 1, length: 30 } }));
  return lz4Sequences([...runs, { literals: `-----${text}` }]);
}
const MORE_BYTES = 98;

/** @param size of the content, as it says */
export function sizedLz4Block(text: string, size = MORE_BYTES + Buffer.byteLength(text)): Buffer {
  return Buffer.concat([u32(size), packedText(text)]);
}

/** A large one of many runs, by which it is known where it breaks off, too. */
export function largeSizedLz4Block(text: string): Buffer {
  const runs: Lz4Sequence[] = [...'abcdefghijkl'].map((literals) => ({ literals, match: { distance: 1, length: 30 } }));
  const size = 31 * runs.length + Buffer.byteLength(text);
  return Buffer.concat([u32(size), lz4Sequences([...runs, { literals: text }])]);
}

/** A block of a table of Cassandra. */
export function cassandraBlock(text: string): Buffer {
  const block = sizedLz4Block(text);
  return Buffer.concat([block, u32(crc32(block)).swap32()]);
}

/** One block packed by LZ4, whole. */
export function bloscBuffer(
  text: string,
  lies: { readonly contentBytes?: number; readonly version?: number } = {},
): Buffer {
  const block = packedText(text);
  const contentBytes = MORE_BYTES + Buffer.byteLength(text);
  const head = Buffer.from([lies.version ?? 2, 1, 0x30, 1]);
  const sizes = [lies.contentBytes ?? contentBytes, contentBytes, 24 + block.length, 20, block.length].map((size) =>
    u32(size),
  );
  return Buffer.concat([head, ...sizes, block]);
}

/** A block as Apple frames it. */
export function appleLz4Block(text: string, contentBytes = MORE_BYTES + Buffer.byteLength(text)): Buffer {
  const block = packedText(text);
  return Buffer.concat([Buffer.from('bv41'), u32(contentBytes), u32(block.length), block]);
}

export interface BorgObject {
  /** Behind the kind of key. */
  readonly packed: Uint8Array;
  readonly key?: number;
  readonly id?: number;
  readonly tag?: number;
  /** Instead of the truth. */
  readonly sum?: number;
}

export const borgLz4 = (text: string): Buffer => Buffer.concat([Buffer.of(1, 0), packedText(text)]);

export function borgSegment(...objects: readonly BorgObject[]): Buffer {
  return Buffer.concat([Buffer.from('BORG_SEG'), ...objects.map(record), record({ tag: 2 })]);
}

function record({ packed, key = 2, id = 7, tag = 0, sum }: Partial<BorgObject>): Buffer {
  const body = packed === undefined ? Buffer.alloc(0) : Buffer.concat([Buffer.alloc(32, id), Buffer.of(key), packed]);
  const summed = Buffer.concat([u32(9 + body.length), Buffer.of(tag), body]);
  return Buffer.concat([u32(sum ?? crc32(summed)), summed]);
}
