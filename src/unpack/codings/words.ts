/** Classifies words of base64 and of tokens, and whether they look random. */

const UPPER = 1;
const LOWER = 2;
export const LETTER = UPPER | LOWER;
export const DIGIT = 4;
/** `+ - = _`. */
const MARK = 8;
export const SLASH = 16;

/** Indexed by byte: its class in a word of base64 or in a token; 0 for what ends the word. */
export const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (/[A-Z]/.test(character)) return UPPER;
  if (/[a-z]/.test(character)) return LOWER;
  if (/[0-9]/.test(character)) return DIGIT;
  if (/[+\-=_]/.test(character)) return MARK;
  return character === '/' ? SLASH : 0;
});

/** Shorter than any token. */
export const MIN_WORD = 20;
/** Characters after which a word has been classified. */
export const MAX_READ = 64;

/** @param classes the union over its characters */
export function isRandom(classes: number): boolean {
  return (classes & (LETTER | DIGIT)) === (LETTER | DIGIT);
}

/**
 * Hex, and tokens of lower-case letters and digits: at least one character in eight is a digit, as in all but one of 20 million words of 24
 * random hex digits, and in few names.
 */
export function isRandomInOneCase(classes: number, digits: number, length: number): boolean {
  return (classes & LETTER) !== 0 && (classes & SLASH) === 0 && 8 * digits >= length;
}
