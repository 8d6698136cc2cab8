/** Decodes text that encodes bytes and is found by how it begins; it ends where anything else follows. */
import type { Budget } from '../../bytes/budget.ts';
import { drain } from '../../bytes/chunks.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry } from '../container/container.ts';
import { remainder } from '../container/remainder.ts';

/** What was decoded from a window. */
export interface Decoded {
  readonly bytes: Uint8Array;
  /** How much of the window was consumed: what may be cut off is left. */
  readonly end: number;
  /** The encoded text ends here. */
  readonly isOver: boolean;
}

interface Front {
  readonly headBytes: number;
  sniff(head: Uint8Array): boolean;
  /** Description for an error. */
  readonly expected: string;
  /**
   * Called with one window after another, from the beginning on.
   * @param isLast nothing follows `text`
   */
  decode(text: Uint8Array, isLast: boolean): Decoded;
}

/** Most are short, and there may be many, so the first window is small. */
const [MIN_WINDOW_BYTES, MAX_WINDOW_BYTES] = [1024, 64 << 10];

/** The decoded bytes, then what follows the text. */
export async function* decodedFront(
  chunks: AsyncIterable<Uint8Array>,
  budget: Budget,
  { headBytes, sniff, expected, decode }: Front,
): AsyncGenerator<Entry> {
  const reader = new ChunkReader(chunks);
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
  try {
    if (!sniff(await reader.peek(headBytes))) throw reader.endError(`expected ${expected}`);
    yield { name: 'data', open: content };
    // Reads what the consumer left.
    await drain(content());
    if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), reader.position);
    reader.throwIfFailed();
  } finally {
    await reader.close();
  }
}
