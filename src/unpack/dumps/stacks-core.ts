/** Writes pieces of process memory as a core (System V gABI), which views/elf-core.ts reads: the same address may occur several times. */
import type { Stack } from './perf-sample.ts';

export const STACKS_NAME = 'stacks.core';
const [HEADER_BYTES, SEGMENT_BYTES] = [64, 56];
const [ET_CORE, PT_LOAD, READ_AND_WRITE] = [4, 1, 6];
/** The segment count has 16 bits, and its largest value has a special meaning. */
export const MAX_SEGMENTS = 0xfffe;

/** @param stacks up to MAX_SEGMENTS */
export function* stacksCore(stacks: readonly Stack[], littleEndian: boolean): Generator<Uint8Array> {
  const head = new Uint8Array(HEADER_BYTES + stacks.length * SEGMENT_BYTES);
  const view = new DataView(head.buffer);
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, littleEndian ? 1 : 2, 1]); // magic number, 64 bits, byte order, version
  view.setUint16(16, ET_CORE, littleEndian);
  view.setUint32(20, 1, littleEndian); // e_version
  view.setBigUint64(32, BigInt(HEADER_BYTES), littleEndian); // e_phoff
  view.setUint16(52, HEADER_BYTES, littleEndian);
  view.setUint16(54, SEGMENT_BYTES, littleEndian);
  view.setUint16(56, stacks.length, littleEndian);
  let offset = head.length;
  for (const [index, { address, bytes }] of stacks.entries()) {
    const at = HEADER_BYTES + index * SEGMENT_BYTES;
    view.setUint32(at, PT_LOAD, littleEndian);
    view.setUint32(at + 4, READ_AND_WRITE, littleEndian);
    view.setBigUint64(at + 8, BigInt(offset), littleEndian);
    view.setBigUint64(at + 16, address, littleEndian);
    view.setBigUint64(at + 32, BigInt(bytes.length), littleEndian); // p_filesz
    view.setBigUint64(at + 40, BigInt(bytes.length), littleEndian); // p_memsz
    offset += bytes.length;
  }
  yield head;
  for (const { bytes } of stacks) yield bytes;
}
