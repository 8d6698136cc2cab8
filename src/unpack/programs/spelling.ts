/** Containers of text that encodes bytes and is found by how it begins; it ends where anything else follows. */
import type { Budget } from '../../bytes/budget.ts';
import { drain } from '../../bytes/chunks.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer } from '../container/container.ts';
import { firstBytesOf, type Magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';

/** What was decoded from a window. */
export interface Decoded {
  readonly bytes: Uint8Array;
  /** How much of the window was consumed: what may be cut off is left. */
  readonly end: number;
  /** The encoded text ends here. */
  readonly isOver: boolean;
}

/**
 * Called with one window after another, from the beginning on.
 * @param isLast nothing follows `text`
 */
type Decode = (text: Uint8Array, isLast: boolean) => Decoded;

interface Spelling extends Pick<StreamContainer, 'id' | 'title' | 'limits'> {
  readonly headBytes: number;
  /** What the text may begin with, also in the middle of other bytes. */
  readonly magics: readonly Magic[];
  /** What a file may begin with, if not only as `magics` do. */
  readonly firstBytes?: readonly number[];
  /** Description for an error. */
  readonly expected: string;
  /** Decodes the text that begins with `head`; undefined when that is something else. */
  decoderOf(head: Uint8Array): Decode | undefined;
}

export function spelling({ magics, firstBytes, expected, decoderOf, ...own }: Spelling): StreamContainer {
  return {
    ...own,
    reads: 'stream',
    isCodec: true,
    embeddedBy: magics,
    firstBytes: firstBytes ?? firstBytesOf(magics),
    sniff: (head) => decoderOf(head) !== undefined,
    async *entries(chunks, budget) {
      const reader = new ChunkReader(chunks);
      try {
        const decode = decoderOf(await reader.peek(own.headBytes));
        if (decode === undefined) throw reader.endError(`expected ${expected}`);
        yield* decodedEntries(reader, decode, budget);
      } finally {
        await reader.close();
      }
    },
  };
}

/** Most are short, and there may be many, so the first window is small. */
const [MIN_WINDOW_BYTES, MAX_WINDOW_BYTES] = [1024, 64 << 10];

/** The decoded bytes, then what follows the text. */
async function* decodedEntries(reader: ChunkReader, decode: Decode, budget: Budget): AsyncGenerator<Entry> {
  let isThrough = false;
  const content = async function* (): AsyncGenerator<Uint8Array> {
    for (let window = MIN_WINDOW_BYTES; !isThrough; window = Math.min(4 * window, MAX_WINDOW_BYTES)) {
      budget.checkTime();
      const text = await reader.peek(window);
      const isLast = text.length < window;
      const { bytes, end, isOver } = decode(text, isLast);
      isThrough = isOver || isLast || end === 0;
      reader.takeAtHand(end);
      yield bytes;
    }
  };
  yield { name: 'data', open: content };
  // Reads what the consumer left.
  await drain(content());
  if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), reader.position);
  reader.throwIfFailed();
}
