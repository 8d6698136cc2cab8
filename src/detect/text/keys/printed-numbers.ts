/**
 * Large numbers as programs print them: decimal, hex with or without `0x`, bytes in hex with colons, in lines or not, and lists of
 * bytes as Erlang writes binaries. Line ends may be escaped, and each line may begin with a time or a mark.
 */

/** A number, or a string of bytes. */
export interface PrintedNumber {
  /** Big-endian, as long as it was printed; for a decimal number, as short as possible. */
  readonly bytes: Uint8Array;
  /** Offset in the text. */
  readonly start: number;
  readonly end: number;
}

/**
 * The order of the smallest curve and of the group of DSA-1024 has 20 bytes; one number in 256 is a byte shorter, and one in
 * 65,536 two.
 */
const MIN_BYTES = 18;
/** ML-DSA-87, which is more than n of RSA-16384. */
const MAX_BYTES = 5000;

/** @param width characters at the beginning of each line that belong to no number */
function numberPattern(width: number): RegExp {
  const lineEnd = `(?:\\r?\\n[^\\r\\n]{${width}}|(?:\\\\{1,8}r)?\\\\{1,8}n)`;
  const gap = `(?:[ \\t]|\\\\{1,8}t|${lineEnd}){0,60}`;
  // JavaScript writes an n after a large number. GnuTLS omits the colon at the end of a line.
  const pairs = `[0-9A-Fa-f]{2}(?:(?::${gap}|[ \\t]?${lineEnd}[ \\t]{0,40})[0-9A-Fa-f]{2}(?![0-9A-Za-z]))+`;
  const list = `<<${gap}\\d{1,3}(?:,${gap}\\d{1,3})+>>`;
  return new RegExp(
    `(?<![0-9A-Za-z])(?:(${list})|(${pairs})|(?:0[xX])?([0-9A-Fa-f]{${2 * MIN_BYTES},5000})n?(?![0-9A-Za-z]))`,
    'g',
  );
}

/**
 * After a name or a number the next one begins within this many bytes, including comments and source code between them. If none
 * does, the search ends; otherwise a flood of names would read 40 KiB at each.
 */
export const BETWEEN_BYTES = 2048;
/** A line end in a number, with its surroundings: a number that ends this close to the end of the text read may continue. */
const LINE_END_BYTES = 256;

/** Keyed by width, of which there are no more than a line's prefix has characters. */
const patterns = new Map<number, RegExp>();

/**
 * @param width of the prefix of each line
 * @param between how far after `from`, or after the previous number, the next one may begin
 * @returns at most `most` numbers of at least MIN_BYTES between `from` and `to`, in order
 */
export function readPrintedNumbers(
  text: string,
  {
    from,
    to,
    most,
    between,
    width,
  }: {
    readonly from: number;
    readonly to: number;
    readonly most: number;
    readonly between: number;
    readonly width: number;
  },
): readonly PrintedNumber[] {
  const pattern = patterns.get(width) ?? numberPattern(width);
  patterns.set(width, pattern);
  const piece = text.slice(from, to);
  const numbers: PrintedNumber[] = [];
  for (let next = 0; numbers.length < most; ) {
    const found = firstNumber(pattern, piece, next, next + between);
    if (found === null) break;
    const [whole, list, pairs, digits] = found;
    next = found.index + whole.length;
    const bytes = list !== undefined ? ofList(list) : pairs !== undefined ? ofPairs(pairs, width) : ofDigits(digits!);
    if (bytes === undefined || bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) continue;
    const start = from + found.index;
    numbers.push({ bytes, start, end: start + whole.length });
  }
  return numbers;
}

/** The whole of the first number that begins between `next` and `near`. */
function firstNumber(pattern: RegExp, piece: string, next: number, near: number): RegExpExecArray | null {
  let from = next;
  for (let end = near; ; end = from + 2 * (end - from)) {
    pattern.lastIndex = from;
    const found = pattern.exec(piece.slice(0, end));
    if (found === null || end >= piece.length || found.index + found[0].length < end - LINE_END_BYTES) return found;
    from = found.index;
    end = Math.max(end, from + LINE_END_BYTES);
  }
}

function ofList(list: string): Uint8Array | undefined {
  const values = list.match(/\d+/g)!.map(Number);
  return values.every((value) => value < 256) ? Uint8Array.from(values) : undefined;
}

function ofPairs(pairs: string, width: number): Uint8Array {
  const plain = width === 0 ? pairs : pairs.replaceAll(new RegExp(`\\n[^\\r\\n]{${width}}`, 'g'), '\n');
  return Buffer.from(plain.replaceAll(/\\+[nrt]|[^0-9A-Fa-f]/g, ''), 'hex');
}

function ofDigits(digits: string): Uint8Array {
  const hex = /^\d+$/.test(digits) ? BigInt(digits).toString(16) : digits;
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}
