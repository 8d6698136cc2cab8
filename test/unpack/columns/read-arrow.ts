/** What is read of streams of Apache Arrow that a test builds. */
import { expect } from 'vitest';
import { arrow } from '../../../src/unpack/columns/arrow.ts';
import { ARROW_TYPE, type ArrowTable, arrowStream, packedBuffer } from '../../builders/arrow.ts';
import { lz4Frame } from '../../builders/lz4.ts';
import { windowDescriptor, zstdFrame } from '../../builders/zstd.ts';
import { list } from '../observe.ts';

export const VALUES = ['first value of a column', 'b', '', 'third value of a column'];
export const TEXT = VALUES.join('');
export const LINES = 'first value of a column\nb\nthird value of a column\n';
export const NONE = Buffer.alloc(0);
export const LZ4 = 0;
export const ZSTD = 1;

export const lz4 = (bytes: Uint8Array | string): Buffer => lz4Frame({ blocks: [{ stored: bytes }] });
export const packed = (bytes: Uint8Array | string): Buffer => packedBuffer(lz4(bytes), Buffer.from(bytes).length);
export const TABLE = { fields: [{ type: ARROW_TYPE.utf8 }], rows: VALUES.length };

/** By number of the buffer. */
export async function readArrow(
  batch: ArrowTable,
): Promise<{ named: Record<string, string>; codes: string[]; messages: string }> {
  const { entries, troubles, error } = await list(arrow, arrowStream(batch));
  expect(error).toBeUndefined();
  return {
    named: Object.fromEntries(
      entries.map(({ name, bytes }) => [name.replace('batch 1 buffer ', ''), bytes.toString()]),
    ),
    codes: troubles.map(({ trouble }) => trouble.code),
    messages: troubles.map(({ trouble }) => trouble.message).join('\n'),
  };
}

/** Mebibytes of one byte, in a few thousand bytes of Zstandard. */
export function repeated(mebibytes: number): Buffer {
  const blocks = Array.from({ length: mebibytes * 8 }, () => ({ repeat: 0x78, count: 128 << 10 }));
  return zstdFrame({ window: windowDescriptor(10), blocks });
}
