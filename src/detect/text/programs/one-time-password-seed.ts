/** Judges a base32 seed of one-time passwords, wherever it is. */
import { isPublished } from '../published.ts';
import { BASE32 } from '../random-text.ts';
import type { Assessment } from '../rule.ts';
import { isOfWords, isQuarterWords } from '../value-kind.ts';

/** Words that documents write in place of a seed, and names of variables. Of a million seeds, 30 contain one of the four-letter words. */
const SAYS_SEED = /secret|base|encod|seed|super|here|your|totp|hotp|^key|key$/i;
/** 100 bits; many programs draw 80, which could be guessed against a plain digest. */
const MIN_UNGUESSABLE = 20;

/** @returns undefined for words, and for base32 of words */
export function assessSeed(text: string): Assessment | undefined {
  const identity = text.toUpperCase();
  if (text !== identity && text !== text.toLowerCase()) return undefined;
  if (SAYS_SEED.test(text) || (!/[2-7]/.test(text) && isQuarterWords(text)) || isPublished(identity)) return undefined;
  const decoded = decode(identity);
  if (/^\d+$/.test(decoded)) return undefined; // `1234567890…`, the test vectors of RFC 4226, appendix D, and of its successors
  if (/^[\x20-\x7e]+$/.test(decoded) && (isOfWords(decoded) || /s[e3]cr[e3]t|example/i.test(decoded))) return undefined;
  return { identity, guessable: text.length < MIN_UNGUESSABLE };
}

function decode(base32: string): string {
  let [bits, count, text] = [0, 0, ''];
  for (const digit of base32) {
    bits = ((bits << 5) | BASE32.indexOf(digit)) & 0xfff;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    text += String.fromCharCode((bits >> count) & 0xff);
  }
  return text;
}
