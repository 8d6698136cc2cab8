/** Looks at the first digits of a key in base64, which decide whether the rest is read. */

import { latin1 } from '../../latin1.ts';
import { fitsFrame, frameBytes, looksLikeKey } from '../../structures/find-key.ts';
import { opensshBytes } from '../../structures/openssh-key.ts';
import { wantedBytes } from '../../structures/read-cut-key.ts';
import { peekBackBase64, peekBase64, readBase64 } from './base64-digits.ts';
import type { Base64Anchor } from './base64-key-anchors.ts';
import type { SpelledBytes } from './spelled-bytes.ts';

const peeked = new Uint8Array(8);
const peekedText = new Uint8Array(20);
const peekedRest = peekedText.subarray(1);

/**
 * Whether no key begins at the anchor at `at`: a look at a few bytes, since it runs for every occurrence of an anchor. The rest must
 * still be read.
 */
export function noKeyBegins(
  window: Uint8Array,
  at: number,
  { text, holds, digitsBefore, inner }: Base64Anchor,
): boolean {
  if (recursSoon(window, at, text)) return true;
  if (inner !== undefined) {
    // The first character of the inner layer is that of its anchor.
    peekedText[0] = inner.text.charCodeAt(0);
    const count = peekBase64(window, at, digitsBefore, peekedRest) + 1;
    return noKeyBegins(count === peekedText.length ? peekedText : peekedText.subarray(0, count), 0, inner);
  }
  if (holds !== 'der') return false;
  const count = peekBase64(window, at, digitsBefore, peeked);
  if (!looksLikeKey(peeked, count)) return true;
  if (count < 3 || peeked[2] !== 0x04) return false;
  // The anchor of SEC1 is short and weak: its frame must be there.
  const before = peekBackBase64(window, at, digitsBefore);
  if (before === undefined) return false;
  const [third, second, first] = [before >> 16, (before >> 8) & 0xff, before & 0xff];
  const frame = second === 0x30 ? first > 0x15 : third === 0x30 ? second === 0x81 : third === 0x82;
  return !frame;
}

/** Fewer digits than follow the anchor of the shortest key, Ed25519 in PKCS#8, in which the anchor does not recur. */
const MIN_KEY_DIGITS = 56;

function recursSoon(window: Uint8Array, at: number, text: string): boolean {
  const next = window.subarray(at + 1, at + MIN_KEY_DIGITS + text.length);
  return Buffer.from(next.buffer, next.byteOffset, next.length).includes(text, 0, 'latin1');
}

/** Whether the first digits of an inner layer are those of a key. */
export function keyMayBegin({ bytes, at }: SpelledBytes, anchor: Base64Anchor): boolean {
  const head = readBase64(bytes, at, anchor.digitsBefore, { before: 8, after: 40 });
  switch (anchor.holds) {
    case 'der': {
      const wanted = frameBytes(head.bytes, head.at, 0x02);
      if (wanted !== undefined && fitsFrame(head.bytes, head.at, wanted)) return true;
      return wantedBytes(head.bytes, head.at) !== undefined;
    }
    case 'encrypted':
      return frameBytes(head.bytes, head.at, 0x30) !== undefined;
    case 'openssh':
      return opensshBytes(head.bytes, head.at) !== undefined;
    case 'armour':
      return /^-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(latin1(head.bytes, head.at));
    default:
      return false;
  }
}
