/** Values of settings that look drawn by a machine, but only serve documents and tests. */
import { decodeBase64Text } from '../base64.ts';
import { bytesCountUp, countsFive, looksMadeUp } from '../placeholder.ts';
import { isDrawn, isOfWords } from '../value-kind.ts';
import { isDigestOfWord } from './digest-of-word.ts';

/**
 * A row of characters that count up, a word or its digest, a description of itself (`MyNewPassword1234!`, `P@s5w0rd`), or base64
 * or hex of text or of bytes that count up: random characters have none of these except by chance.
 */
export function isForShow(value: string): boolean {
  if (
    countsFive(value) ||
    /abcd?123|123abc|xyz123|123xyz|p[a@4][s5$]{2}w|[._-]fake[._-]/i.test(value) ||
    isOfWords(value) ||
    isDigestOfWord(value) ||
    comesAgain(value)
  )
    return true;
  if (/^(?:[0-9a-f]{2}){12,}$/i.test(value) && isShownText(Buffer.from(value, 'hex').toString('latin1'))) return true;
  return value.split(/[^A-Za-z0-9+/=_-]+/).some((piece) => {
    // A string in a program may be the beginning of a concatenation: keystone's requests to sign.
    const whole = piece.slice(0, piece.length & ~3);
    if (bytesCountUp(Buffer.from(whole, 'base64'))) return true;
    const text = piece.length < 12 ? undefined : decodeBase64Text(whole, 'standard');
    return text !== undefined && isShownText(text);
  });
}

/**
 * Six characters twice, of hex nine: typed (`sdlfkjabc+sdlfkjsdlkfsj…`, the key in all of Azure's samples of SQL), where of 128 random ones of base64 one text
 * in eight million has that, and one in ten million of hex. Longer ones may be of a structure.
 */
function comesAgain(value: string): boolean {
  if (value.length > LONG) return false;
  const width = /^[0-9a-f]+$/i.test(value) ? 9 : 6;
  for (let at = 0; at + 2 * width <= value.length; at++) {
    if (value.includes(value.slice(at, at + width), at + width)) return true;
  }
  return false;
}
const LONG = 128;

/** Text that a person wrote. */
function isShownText(text: string): boolean {
  return /^[\x20-\x7e\r\n\t]{8,}$/.test(text) && (!isDrawn(text.trim()) || looksMadeUp(text.trim()));
}
