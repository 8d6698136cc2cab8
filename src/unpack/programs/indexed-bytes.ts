/**
 * Bytes printed with their index: `{"0":45,"1":45,…}`, as `JSON.stringify` prints a Uint8Array, with or without blanks, also inside a
 * string; `[1] => 45` in lines, as `print_r(unpack('C*', …))` of PHP does; `[0] = 0x2d`, as lldb shows an array. A key that a program
 * logged, or kept in its state, looks like that. Found by the first index, anywhere.
 */
import { magic } from '../container/magic.ts';
import { spelling } from './spelling.ts';

/** Consecutive from 0 on; fewer small numbers are some table. */
const MIN_NUMBERS = 24;
/** Enough for that many with four blanks before each. */
const HEAD_BYTES = 1024;
/** A pair and the comma behind it; with backslashes if it was printed inside a string. */
const PAIR = /\\{0,3}"(\d{1,10})\\{0,3}"[ \t\r\n]{0,32}:[ \t\r\n]{0,32}(\d{1,3})[ \t\r\n]{0,32}(,?)[ \t\r\n]{0,32}/y;
/** A pair, the end of its line and the next one's indentation. When dumping, PHP puts `int(45)` on a line of its own. */
const LINE =
  /\[(\d{1,10})\] ?=(?:>? ?|>\r?\n[ \t]{0,32}int\()(\d{1,3}|0x[0-9a-f]{1,2})\)?(?:[ \t]{0,32}(\r?\n)[ \t]{0,32}|$)/y;

const BEGINNINGS = ['"0":', '"0\\":', '[0] = 0x', '[0]=>', '[0] => ', '[1] => '];

export const indexedBytes = spelling({
  id: 'indexed-bytes',
  title: 'bytes listed with their index: Uint8Array as JSON.stringify prints it, PHP print_r and var_dump, lldb arrays',
  headBytes: HEAD_BYTES,
  magics: BEGINNINGS.map((text) =>
    magic(
      Buffer.from(text)
        .toString('hex')
        .replace(/..(?!$)/g, '$& '),
    ),
  ),
  firstBytes: [...Buffer.from('"\\[')],
  expected: 'bytes by their index',
  decoderOf(head) {
    if (readPairs(head.subarray(0, HEAD_BYTES), undefined, true).numbers.length < MIN_NUMBERS) return undefined;
    let index: number | undefined;
    return (text, isLast) => {
      const { numbers, next, end, isOver } = readPairs(text, index, isLast);
      index = next;
      return { bytes: Uint8Array.from(numbers), end, isOver };
    };
  },
});

/**
 * @param first the expected index; undefined at the beginning: 0, or 1 in PHP
 * @param isLast no more follows; otherwise anything that reaches the end of `bytes` may be cut off, and is left for the
 * next call
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
