/** Streams of blocks that are packed one by one, each behind its size, and together are one file: what the JVM's programs write. */
import type { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { hasMagic, type Magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import type { SpooledPieces } from '../container/spooled-pieces.ts';

export interface BlockStream {
  /** Of all blocks that were not read yet. */
  contents(): AsyncIterable<Uint8Array>;
  /** What was met in them. */
  troubles(): Iterable<Trouble>;
  /** Blocks that cannot be unpacked to their end, as they lie. */
  readonly refused: SpooledPieces;
}

interface Manner {
  /** What stands there, for who finds something else. */
  readonly what: string;
  /** With which the first block begins; absent: with anything. */
  readonly magic?: Magic;
  /** Of the entry, once it was read. */
  readonly known?: Pick<Entry, 'soundUntil' | 'vainBytes'>;
  /** What there is to tell behind the last block. */
  atEnd?(): AsyncIterable<Trouble>;
}

/**
 * Everything of a stream: its content as one entry, what is wrong with it, and what lies behind it.
 * @param reader that `blocks` reads; both are closed in the end
 */
export async function* entriesOfBlocks(
  reader: ChunkReader,
  blocks: BlockStream,
  { what, magic, known, atEnd }: Manner,
): AsyncGenerator<Entry | Trouble> {
  try {
    const ahead = await reader.peek(magic?.bytes.length ?? 1);
    if (ahead.length === 0 || (magic !== undefined && !hasMagic(ahead, magic)))
      throw reader.endError(`expected ${what}`);
    yield { name: NAME, open: () => blocks.contents(), ...known };
    // What its reader left.
    for await (const _ of blocks.contents());
    yield* blocks.troubles();
    yield* blocks.refused.entries();
    if (atEnd !== undefined) yield* atEnd();
    if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), reader.position);
    reader.throwIfFailed();
  } finally {
    blocks.refused.close();
    await reader.close();
  }
}
/** Of the entry, in what is told of it. */
export const NAME = 'data';
