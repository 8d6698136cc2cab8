/**
 * Shared reader for streams of individually packed blocks with size prefixes, which together are one file: the formats of JVM
 * programs.
 */
import type { Budget } from '../../bytes/budget.ts';
import { drain } from '../../bytes/chunks.ts';
import type { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { hasMagic, type Magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import type { SpooledPieces } from '../container/spooled-pieces.ts';

export interface BlockStream {
  /** The last block was read, or what follows is none. */
  readonly isOver: boolean;
  /** Content of the next block, or of a part of it, if it has any. Never throws on invalid data. */
  next(): Promise<Uint8Array | undefined>;
  /** Problems met so far. */
  troubles(): Iterable<Trouble>;
  /** Blocks that cannot be fully unpacked, in packed form. */
  readonly refused: SpooledPieces;
}

interface Manner {
  /** Name of the format, for messages when something else is found. */
  readonly what: string;
  /** What the first block begins with; absent: anything. */
  readonly magic?: Magic;
  /** Added to the entry, once it was read. */
  readonly known?: Pick<Entry, 'soundUntil' | 'wastedBytes'>;
  /** Troubles to report after the last block. */
  atEnd?(): AsyncIterable<Trouble>;
}

/**
 * Reads a whole stream: its content as one entry, its troubles, and what lies behind it.
 * @param reader that `blocks` reads from; both are closed in the end
 */
export async function* entriesOfBlocks(
  reader: ChunkReader,
  blocks: BlockStream,
  budget: Budget,
  { what, magic, known, atEnd }: Manner,
): AsyncGenerator<Entry | Trouble> {
  try {
    const ahead = await reader.peek(magic?.bytes.length ?? 1);
    if (ahead.length === 0 || (magic !== undefined && !hasMagic(ahead, magic)))
      throw reader.endError(`expected ${what}`);
    yield { name: NAME, open: () => contentOf(blocks, budget), ...known };
    // Reads what the consumer left.
    await drain(contentOf(blocks, budget));
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

/** From where the last reader stopped. */
async function* contentOf(blocks: BlockStream, budget: Budget): AsyncGenerator<Uint8Array> {
  while (!blocks.isOver) {
    budget.checkTime();
    const content = await blocks.next();
    if (content !== undefined && content.length > 0) yield content;
  }
}

/** Name of the entry in troubles. */
export const NAME = 'data';
