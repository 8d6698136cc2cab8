/**
 * Large numbers as programs print them: decimal, hex with or without `0x`, bytes in hex with colons, in lines or not, and lists
 * of bytes as Erlang writes binaries. Line ends may be escaped, and each line may begin with a time or a mark.
 */

/** A number, or a string of bytes. */
export interface PrintedNumber {
  /** Big-endian, as long as it was printed; of a decimal number as long as it has to be. */
  readonly bytes: Uint8Array;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** Of the order of the smallest curve; of ML-DSA-87, or more than n of RSA-16384. */
const MIN_BYTES = 20;
const MAX_BYTES = 5000;

/** `width`: characters with which each line begins, and which belong to no number. */
function numberPattern(width: number): RegExp {
  const lineEnd = `(?:\\r?\\n[^\\r\\n]{${width}}|(?:\\\\{1,8}r)?\\\\{1,8}n)`;
  const gap = `(?:[ \\t]|\\\\{1,8}t|${lineEnd}){0,60}`;
  // JavaScript writes an n behind a large number. GnuTLS leaves out the colon at the end of a line.
  const pairs = `[0-9A-Fa-f]{2}(?:(?::${gap}|[ \\t]?${lineEnd}[ \\t]{0,40})[0-9A-Fa-f]{2}(?![0-9A-Za-z]))+`;
  const list = `<<${gap}\\d{1,3}(?:,${gap}\\d{1,3})+>>`;
  return new RegExp(`(?<![0-9A-Za-z])(?:(${list})|(${pairs})|(?:0[xX])?([0-9A-Fa-f]{40,5000})n?(?![0-9A-Za-z]))`, 'g');
}

/** By width, of which there are no more than a line's beginning has characters. */
const patterns = new Map<number, RegExp>();

/**
 * @param width of what stands in front of each line
 * @returns at most `most` numbers of at least 160 bits between `from` and `to`, in their order
 */
export function readPrintedNumbers(
  text: string,
  {
    from,
    to,
    most,
    width,
  }: { readonly from: number; readonly to: number; readonly most: number; readonly width: number },
): readonly PrintedNumber[] {
  const pattern = patterns.get(width) ?? numberPattern(width);
  patterns.set(width, pattern);
  const piece = text.slice(from, to);
  const numbers: PrintedNumber[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(piece); found !== null && numbers.length < most; found = pattern.exec(piece)) {
    const [whole, list, pairs, digits] = found;
    const bytes = list !== undefined ? ofList(list) : pairs !== undefined ? ofPairs(pairs, width) : ofDigits(digits!);
    if (bytes === undefined || bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) continue;
    const start = from + found.index;
    numbers.push({ bytes, start, end: start + whole.length });
  }
  return numbers;
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
