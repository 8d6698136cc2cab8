/** Blocks of a program packed with UPX: b_info of src/stub/src/include/linux.h, and the data behind it. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { unpackLzma } from '../codecs/lzma-decoder.ts';
import { type NrvManner, unpackNrv } from '../codecs/nrv.ts';
import { type UpxFilter, undoFilter } from './upx-filter.ts';

export interface UpxBlock {
  /** Offset of its packed bytes. */
  readonly at: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly method: number;
  readonly filter: UpxFilter;
}

/*  0  4  bytes of the content, 0 behind the last block
 *  4  4  packed bytes: as many, where it is stored
 *  8  1  method
 *  9  1  filter, or 0
 * 10  1  mark of the filter
 * 11  1  in Mach-O number of the segment, else 0              */
export const BLOCK_HEAD_BYTES = 12;

const MAX_SEGMENTS = 64;

const NRV: Readonly<Record<number, NrvManner>> = {
  2: { kind: '2b', wordBytes: 4 },
  3: { kind: '2b', wordBytes: 1 },
  4: { kind: '2b', wordBytes: 2 },
  5: { kind: '2d', wordBytes: 4 },
  6: { kind: '2d', wordBytes: 1 },
  7: { kind: '2d', wordBytes: 2 },
  8: { kind: '2e', wordBytes: 4 },
  9: { kind: '2e', wordBytes: 1 },
  10: { kind: '2e', wordBytes: 2 },
};
const STORED = 0;
const LZMA = 14;

/** A block is held whole, packed and unpacked: matches reach back to its first byte. */
export const MAX_BLOCK_BYTES = 80 << 20;
export const MAX_PACKED_BYTES = 48 << 20;

export function isUpxMethod(method: number): boolean {
  return method in NRV || method === LZMA;
}

/** @returns undefined where no block begins at `at` or none that can be held, and behind the last one */
export function readBlock(source: ByteSource, at: number, isLittleEndian: boolean): UpxBlock | undefined {
  const block = readHead(source, at, isLittleEndian);
  return block === undefined || isTooLarge(block) ? undefined : block;
}

/** @returns where the block ends that begins at `at` and is too large to be held; undefined where none begins */
export function endOfTooLarge(source: ByteSource, at: number, isLittleEndian: boolean): number | undefined {
  const block = readHead(source, at, isLittleEndian);
  return block !== undefined && isTooLarge(block) ? block.at + block.packedBytes : undefined;
}

function isTooLarge({ bytes, packedBytes, method }: UpxBlock): boolean {
  return bytes > MAX_BLOCK_BYTES || (method !== STORED && packedBytes > MAX_PACKED_BYTES);
}

function readHead(source: ByteSource, at: number, isLittleEndian: boolean): UpxBlock | undefined {
  if (at + BLOCK_HEAD_BYTES > source.size) return undefined;
  const head = source.read(at, BLOCK_HEAD_BYTES);
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const [bytes, packedBytes] = [view.getUint32(0, isLittleEndian), view.getUint32(4, isLittleEndian)];
  const [method, id, mark, segment] = head.subarray(8) as unknown as [number, number, number, number];
  if (bytes === 0 || packedBytes === 0 || packedBytes > bytes || segment > MAX_SEGMENTS) return undefined;
  if (packedBytes === bytes ? method !== STORED : !isUpxMethod(method)) return undefined;
  if (at + BLOCK_HEAD_BYTES + packedBytes > source.size) return undefined;
  return { at: at + BLOCK_HEAD_BYTES, packedBytes, bytes, method, filter: { id, mark } };
}

/** The content of a block; shorter than it should be if damaged. @param target large enough for it; the result is a view of it */
export function unpackUpx(source: ByteSource, block: UpxBlock, target: Uint8Array): Uint8Array {
  const content = target.subarray(0, block.bytes);
  if (block.method === STORED) {
    source.readInto(content, block.at);
    return content;
  }
  const filled = content.subarray(0, fill(content, source.read(block.at, block.packedBytes), block.method));
  undoFilter(filled, block.filter);
  return filled;
}

/** @returns bytes written */
function fill(target: Uint8Array, packed: Uint8Array, method: number): number {
  const manner = NRV[method];
  if (manner === undefined) return unpackLzmaBlock(packed, target);
  const end = unpackNrv(packed, target, manner);
  return end < 0 ? ~end : end;
}

/*  0  1  literalContext + literalPosition in the upper five bits, position in the lower three
 *  1  1  literalPosition, literalContext, four bits each
 *  then LZMA without a head of its own                                */
function unpackLzmaBlock(packed: Uint8Array, target: Uint8Array): number {
  const [first = 0, second = 0] = packed;
  const [literalContext, literalPosition, position] = [second & 0xf, second >> 4, first & 7];
  const literal = literalContext + literalPosition;
  if (literal !== first >> 3 || literal > 4 || position > 4) return 0;
  return unpackLzma(packed.subarray(2), target, { literalContext, literalPosition, position }).size;
}
