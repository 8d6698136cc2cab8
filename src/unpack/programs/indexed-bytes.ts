/**
 * Bytes beside their index: as `JSON.stringify` prints a Uint8Array, `{"0":45,"1":45,…}`, with or without blanks, also in a string;
 * `[1] => 45` in lines, as `print_r(unpack('C*', …))` of PHP does; `[0] = 0x2d`, as lldb shows an array. A key that a program logged, or
 * kept in its state, looks like that. Found by the first index, wherever it stands.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { Entry, StreamContainer } from '../container/container.ts';
import { magic } from '../container/magic.ts';
import { decodedFront } from './decoded-front.ts';

/** In a row from 0 on; fewer small numbers are a table of something. */
const LEAST_NUMBERS = 24;
/** Enough for so many with four blanks before each. */
const HEAD_BYTES = 1024;
/** A pair, and the comma behind it; with backslashes where it was printed once more. */
const PAIR = /\\{0,3}"(\d{1,10})\\{0,3}"[ \t\r\n]{0,32}:[ \t\r\n]{0,32}(\d{1,3})[ \t\r\n]{0,32}(,?)[ \t\r\n]{0,32}/y;
/** A pair, and the end of its line with the next one's indentation. PHP puts `int(45)` in a line of its own when it dumps. */
const LINE =
  /\[(\d{1,10})\] ?=(?:>? ?|>\r?\n[ \t]{0,32}int\()(\d{1,3}|0x[0-9a-f]{1,2})\)?(?:[ \t]{0,32}(\r?\n)[ \t]{0,32}|$)/y;

const BEGINNINGS = ['"0":', '"0\\":', '[0] = 0x', '[0]=>', '[0] => ', '[1] => '];

export const indexedBytes: StreamContainer = {
  id: 'indexed-bytes',
  title: 'bytes listed with their index: Uint8Array as JSON.stringify prints it, PHP print_r and var_dump, lldb arrays',
  reads: 'stream',
  isCodec: true,
  headBytes: HEAD_BYTES,
  embeddedBy: BEGINNINGS.map((text) =>
    magic(
      Buffer.from(text)
        .toString('hex')
        .replace(/..(?!$)/g, '$& '),
    ),
  ),
  firstBytes: [...Buffer.from('"\\[')],
  sniff: (head) => readPairs(head.subarray(0, HEAD_BYTES), undefined, true).numbers.length >= LEAST_NUMBERS,
  entries,
};

function entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncIterable<Entry> {
  let index: number | undefined;
  return decodedFront(chunks, budget, {
    ...{ headBytes: HEAD_BYTES, sniff: indexedBytes.sniff, expected: 'bytes by their index' },
    decode(text, isLast) {
      const { numbers, next, end, isOver } = readPairs(text, index, isLast);
      index = next;
      return { bytes: Uint8Array.from(numbers), end, isOver };
    },
  });
}

/**
 * @param first the index that is expected, undefined at the beginning: 0, and 1 in PHP
 * @param isLast no more comes; else what reaches to the end of `bytes` may be cut, and is left for the next time
 */
function readPairs(bytes: Uint8Array, first: number | undefined, isLast: boolean) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const pattern = text.startsWith('[') ? LINE : PAIR;
  const numbers: number[] = [];
  let [next, end] = [first, 0];
  pattern.lastIndex = 0;
  for (let pair = pattern.exec(text); pair !== null; pair = pattern.exec(text)) {
    const [, index, value, more] = pair;
    next ??= index === '1' && pattern === LINE ? 1 : 0;
    if (Number(index) !== next || Number(value) > 255) return { numbers, next, end, isOver: true };
    if (pattern.lastIndex === text.length && !isLast) break;
    numbers.push(Number(value));
    next++;
    end = pattern.lastIndex;
    if (!more) return { numbers, next, end, isOver: true };
  }
  return { numbers, next, end, isOver: isLast };
}
