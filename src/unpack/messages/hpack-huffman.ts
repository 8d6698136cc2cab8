/** The Huffman code of HPACK (RFC 7541, appendix B). It is canonical, so the lengths of the codes determine it. */
import { FormatError } from '../../model/errors.ts';

/** Code length in bits of each byte, as digits of base 36. */
const BITS = [
  'dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6ca',
  'd67777777777777777777777878djde6f56565666577666567655677777fbeds',
  'kmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmn',
  'qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrq',
].join('');
/** The end-of-string code, which is never written whole: its first bits, all ones, pad the last byte. */
const [END, MAX_BITS] = [256, 30];

/** Bytes sorted by code length, then by value; for each length, where its bytes begin, and the first code. */
const { symbols, starts, firsts } = canonical();

function canonical() {
  const bits = [...BITS, MAX_BITS.toString(36)].map((digit) => Number.parseInt(digit, 36));
  const symbols = bits.map((_, symbol) => symbol).sort((a, b) => bits[a]! - bits[b]! || a - b);
  const [starts, firsts] = [new Int32Array(MAX_BITS + 2), new Int32Array(MAX_BITS + 2)];
  for (let [length, code, index] = [1, 0, 0]; length <= MAX_BITS + 1; length++, code <<= 1) {
    [starts[length], firsts[length]] = [index, code];
    for (; index < symbols.length && bits[symbols[index]!] === length; index++) code++;
  }
  return { symbols, starts, firsts };
}

/**
 * @param isCut the end is missing: decodes as much as possible
 * @throws FormatError for bits that no string has
 */
export function fromHuffman(bytes: Uint8Array, isCut: boolean): string {
  // No code is shorter than five bits.
  const text = Buffer.allocUnsafe(Math.floor((bytes.length * 8) / 5));
  let [length, code, bits] = [0, 0, 0];
  for (const byte of bytes)
    for (let bit = 7; bit >= 0; bit--) {
      code = (code << 1) | ((byte >> bit) & 1);
      bits++;
      const index = starts[bits]! + code - firsts[bits]!;
      if (index >= starts[bits + 1]!) continue;
      const symbol = symbols[index]!;
      if (symbol === END) throw new FormatError('a string of HPACK has its end in the middle');
      text[length++] = symbol;
      [code, bits] = [0, 0];
    }
  if (!isCut && (bits > 7 || code !== 2 ** bits - 1))
    throw new FormatError('a string of HPACK ends in the middle of a code');
  return text.toString('latin1', 0, length);
}
