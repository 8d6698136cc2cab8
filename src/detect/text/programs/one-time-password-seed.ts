/** What a seed of one-time passwords in base32 says of itself, wherever it stands. */
import { isPublished } from '../published.ts';
import { BASE32 } from '../random-text.ts';
import type { Assessment } from '../rule.ts';
import { isOfWords, isQuarterWords } from '../value-kind.ts';

/** What documents write where a seed belongs, and names of variables. Four letters are 30 of a million seeds. */
const SAYS_SEED = /secret|base|encod|seed|super|here|your|totp|hotp|^key|key$/i;
/** 100 bits; many programs draw 80, which can be tried against a plain digest. */
const LEAST_UNGUESSABLE = 20;

/** @returns undefined for words, and for words in base32 */
export function assessSeed(text: string): Assessment | undefined {
  const identity = text.toUpperCase();
  if (text !== identity && text !== text.toLowerCase()) return undefined;
  if (SAYS_SEED.test(text) || (!/[2-7]/.test(text) && isQuarterWords(text)) || isPublished(identity)) return undefined;
  const decoded = decode(identity);
  if (/^\d+$/.test(decoded)) return undefined; // `1234567890…`, with which RFC 4226, appendix D, and what follows it are tried
  if (/^[\x20-\x7e]+$/.test(decoded) && (isOfWords(decoded) || /s[e3]cr[e3]t|example/i.test(decoded))) return undefined;
  return { identity, guessable: text.length < LEAST_UNGUESSABLE };
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
