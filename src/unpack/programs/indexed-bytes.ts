/**
 * Bytes as `JSON.stringify` prints a Uint8Array: `{"0":45,"1":45,…}`, with or without blanks, also in a string. A key that a program
 * logged, or kept in its state, looks like that. Found by the first index, wherever it stands.
 */
import type { Budget } from '../../bytes/budget.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer } from '../container/container.ts';
import { magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';

/** In a row from 0 on; fewer small numbers are a table of something. */
const LEAST_NUMBERS = 24;
/** Enough for so many with four blanks before each. */
const HEAD_BYTES = 1024;
const WINDOW_BYTES = 64 << 10;
/** A pair, and the comma behind it; with backslashes where it was printed once more. */
const PAIR = /\\{0,3}"(\d{1,10})\\{0,3}"[ \t\r\n]{0,32}:[ \t\r\n]{0,32}(\d{1,3})[ \t\r\n]{0,32}(,?)[ \t\r\n]{0,32}/y;

export const indexedBytes: StreamContainer = {
  id: 'indexed-bytes',
  title: 'Uint8Array as JSON.stringify prints it',
  reads: 'stream',
  isCodec: true,
  headBytes: HEAD_BYTES,
  // `"0":` and `"0\":`
  embeddedBy: [magic('22 30 22 3a'), magic('22 30 5c 22 3a')],
  firstBytes: [...Buffer.from('"\\')],
  sniff: (head) => readPairs(head.subarray(0, HEAD_BYTES), 0, true).numbers.length >= LEAST_NUMBERS,
  entries,
};

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry> {
  const reader = new ChunkReader(chunks);
  let [index, isThrough] = [0, false];
  const content = async function* (): AsyncGenerator<Uint8Array> {
    // Most are short, and there may be many.
    for (let window = HEAD_BYTES; !isThrough; window = Math.min(4 * window, WINDOW_BYTES)) {
      budget.checkTime();
      const bytes = await reader.peek(window);
      const { numbers, end, isOver } = readPairs(bytes, index, bytes.length < window);
      isThrough = isOver || end === 0;
      index += numbers.length;
      reader.takeAtHand(end);
      yield Uint8Array.from(numbers);
    }
  };
  try {
    if (!indexedBytes.sniff(await reader.peek(HEAD_BYTES))) throw reader.endError('expected bytes by their index');
    yield { name: 'data', open: content };
    // What its reader left.
    for await (const _ of content());
    if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), reader.position);
    reader.throwIfFailed();
  } finally {
    await reader.close();
  }
}

/** @param isLast no more comes; else what reaches to the end of `bytes` may be cut, and is left for the next time */
function readPairs(
  bytes: Uint8Array,
  first: number,
  isLast: boolean,
): { readonly numbers: number[]; readonly end: number; readonly isOver: boolean } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const numbers: number[] = [];
  let end = 0;
  PAIR.lastIndex = 0;
  for (let pair = PAIR.exec(text); pair !== null; pair = PAIR.exec(text)) {
    const [, index, value, comma] = pair;
    if (Number(index) !== first + numbers.length || Number(value) > 255) return { numbers, end, isOver: true };
    if (PAIR.lastIndex === text.length && !isLast) break;
    numbers.push(Number(value));
    end = PAIR.lastIndex;
    if (comma === '') return { numbers, end, isOver: true };
  }
  return { numbers, end, isOver: isLast };
}
