import { u16, u32 } from './numbers.ts';

export const BLOCK = 4096;
/** Kinds of chunks. */
export const KIND = { raw: 0xcac1, fill: 0xcac2, nothing: 0xcac3, crc: 0xcac4 };

export function chunk(kind: number, blocks: number, content: Uint8Array = Buffer.alloc(0)): Buffer {
  return Buffer.concat([u16(kind), u16(0), u32(blocks), u32(12 + content.length), content]);
}

export function sparseImage(
  chunks: readonly Buffer[],
  { count = chunks.length, blocks = blocksOf(chunks) }: { readonly count?: number; readonly blocks?: number } = {},
): Buffer {
  const header = Buffer.concat([Buffer.from('3aff26ed01000000', 'hex'), u16(28), u16(12), u32(BLOCK), u32(blocks)]);
  return Buffer.concat([header, u32(count), u32(0), ...chunks]);
}

function blocksOf(chunks: readonly Buffer[]): number {
  return chunks.reduce((sum, one) => sum + one.readUInt32LE(4), 0);
}
