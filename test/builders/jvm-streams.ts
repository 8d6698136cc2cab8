/** Writes what lz4-java's `LZ4BlockOutputStream`, snappy-java's `SnappyOutputStream` and Hadoop's codec do, true ones and lies. */
import { snappyRun } from './lz-blocks.ts';
import { type Lz4Sequence, lz4Sequences, sumOf } from './lz4.ts';
import { u32, u32be } from './numbers.ts';

const SEED = 0x9747b28cn;

export interface Lz4JavaBlock {
  /** Instead of a block that is stored. */
  readonly packed?: readonly Lz4Sequence[];
  readonly content: Uint8Array | string;
  /** Instead of the truth. */
  readonly token?: number;
  readonly packedBytes?: number;
  readonly contentBytes?: number;
  readonly sum?: number;
}

/** A block of a stream of level 0, whose blocks hold up to 1,024 bytes. */
export function lz4JavaBlock({ packed, content, ...lies }: Lz4JavaBlock): Buffer {
  const bytes = Buffer.from(content);
  const body = packed === undefined ? bytes : lz4Sequences(packed);
  return Buffer.concat([
    Buffer.from('LZ4Block'),
    Buffer.from([lies.token ?? (packed === undefined ? 0x10 : 0x20)]),
    u32(lies.packedBytes ?? body.length),
    u32(lies.contentBytes ?? bytes.length),
    u32(lies.sum ?? (bytes.length === 0 ? 0 : sumOf(bytes, SEED) & 0x0fffffff)),
    body,
  ]);
}

export const lz4JavaEnd = (): Buffer => lz4JavaBlock({ content: '' });

/** Blocks and an end. @param blocks of a text: stored */
export function lz4JavaStream(...blocks: readonly (Lz4JavaBlock | string)[]): Buffer {
  const all = blocks.map((block) => lz4JavaBlock(typeof block === 'string' ? { content: block } : block));
  return Buffer.concat([...all, lz4JavaEnd()]);
}

/** A block of `text`, the last byte of which comes `more` times more: 4 or more. */
export function lz4JavaRun(text: string, more: number): Buffer {
  const packed = [{ literals: text, match: { distance: 1, length: more - 1 } }, { literals: text.at(-1)! }];
  return lz4JavaBlock({ packed, content: text + text.at(-1)!.repeat(more) });
}

export function snappyJavaHeader(version = 1, least = version): Buffer {
  return Buffer.concat([Buffer.from('\x82SNAPPY\0', 'latin1'), u32be(version), u32be(least)]);
}

export function snappyJavaChunk(block: Uint8Array): Buffer {
  return Buffer.concat([u32be(block.length), block]);
}

/** A block of Hadoop: its size, and a chunk for each text, filled up to 61 bytes and `more`. */
export function hadoopBlock(chunks: readonly (readonly [text: string, more: number])[], contentBytes?: number): Buffer {
  const size = chunks.reduce((sum, [text, more]) => sum + Math.max(61, text.length) + more, 0);
  return Buffer.concat([u32be(contentBytes ?? size), ...chunks.map(([text, more]) => snappyJavaRun(text, more))]);
}

/** A chunk of `text`, filled up to 61 bytes or more, the last byte of which comes `more` times more. */
export function snappyJavaRun(text: string, more = 0): Buffer {
  return snappyJavaChunk(snappyRun(Buffer.from(text.padEnd(61, '.')), more));
}
