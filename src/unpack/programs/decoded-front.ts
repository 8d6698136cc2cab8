/** Text that stands for bytes, found by how it begins, which ends where something else follows. */
import type { Budget } from '../../bytes/budget.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry } from '../container/container.ts';
import { remainder } from '../container/remainder.ts';

/** What of a window was decoded. */
export interface Decoded {
  readonly bytes: Uint8Array;
  /** How much of the window it was: what may be cut is left. */
  readonly end: number;
  /** What follows is none of it. */
  readonly isOver: boolean;
}

interface Front {
  readonly headBytes: number;
  sniff(head: Uint8Array): boolean;
  /** In words, for an error. */
  readonly expected: string;
  /**
   * Asked for one window after the other, from the beginning on.
   * @param isLast nothing follows `text`
   */
  decode(text: Uint8Array, isLast: boolean): Decoded;
}

/** Most are short, and there may be many: the first window is a small one. */
const [LEAST_WINDOW_BYTES, MOST_WINDOW_BYTES] = [1024, 64 << 10];

/** What the text stands for, and what stands behind it. */
export async function* decodedFront(
  chunks: AsyncIterable<Uint8Array>,
  budget: Budget,
  { headBytes, sniff, expected, decode }: Front,
): AsyncGenerator<Entry> {
  const reader = new ChunkReader(chunks);
  let isThrough = false;
  const content = async function* (): AsyncGenerator<Uint8Array> {
    for (let window = LEAST_WINDOW_BYTES; !isThrough; window = Math.min(4 * window, MOST_WINDOW_BYTES)) {
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
    // What its reader left.
    for await (const _ of content());
    if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), reader.position);
    reader.throwIfFailed();
  } finally {
    await reader.close();
  }
}
