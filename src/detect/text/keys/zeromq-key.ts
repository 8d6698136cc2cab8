/**
 * Keys of CURVE, the encryption of ZeroMQ (RFC 26/CurveZMQ), as pyzmq and CZMQ keep them in `.key_secret` files, and as programs set them:
 *
 *     curve
 *         public-key = "<40 digits of Z85>"
 *         secret-key = "<40 digits of Z85>"
 *
 * Both are of X25519, in Z85 (RFC 32/Z85): each five digits are a number of base 85, of 32 bits in big-endian order.
 */
import { membersOf } from '../../../bytes/members.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { x25519Key } from '../../structures/raw-edwards.ts';
import { isInRun } from '../byte-runs.ts';
import { keyTextDetector } from './key-text.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';
const KEY_DIGITS = 40;
const DIGIT = /[0-9A-Za-z.:+=^!/*?&<>()[\]{}@%$#-]/;
const Z85 = membersOf(DIGIT);
/** Names of both halves, and what is between them and their values; a value after `=` alone would begin with any digit. */
const VALUE = `key["']?\\s{0,4}(?:[:=]|=>)\\s{0,4}["']?(${DIGIT.source}{${KEY_DIGITS}})(?!${DIGIT.source})`;
const SECRET = new RegExp(`secret[-_]?${VALUE}`, 'iy');
const PUBLIC = new RegExp(`public[-_]?${VALUE}`, 'ig');
/** Both halves are lines or members next to each other. */
const PAIR_BYTES = 160;
/** The value begins 9 to 48 bytes after the start of the anchor. */
const WITHIN_BYTES = 48;
const MAX_CANDIDATES = 4;

export const zeromqKey = keyTextDetector({
  id: 'zeromq-curve-key',
  form: { specification: 'RFC 26/CurveZMQ, RFC 32/Z85', proof: 'the secret of X25519 gives the public half near it' },
  title: 'Secret key of ZeroMQ (CURVE)',
  anchors: ['any:secret-key', 'any:secret_key', 'any:secretkey'],
  bytesBefore: PAIR_BYTES,
  maxMatchBytes: WITHIN_BYTES + KEY_DIGITS + PAIR_BYTES,
  glance: (window, at) => isInRun(window, at + WITHIN_BYTES, Z85, KEY_DIGITS),
  read(text, at) {
    SECRET.lastIndex = at;
    const digits = SECRET.exec(text)?.[1];
    const secret = digits && decodeZ85(digits);
    if (!secret) return undefined;
    const offset = SECRET.lastIndex - KEY_DIGITS;
    for (const found of [...text.matchAll(PUBLIC)].slice(0, MAX_CANDIDATES)) {
      const publicHalf = decodeZ85(found[1]!);
      const key = publicHalf && x25519Key(secret, publicHalf, KEY_DIGITS);
      if (key) return keyMatch(key, { offset, length: KEY_DIGITS, form: 'zeromq', preview: '40 digits of Z85' });
    }
    return undefined;
  },
});

/** @returns undefined if five digits are more than 32 bits */
function decodeZ85(digits: string): Uint8Array | undefined {
  const bytes = Buffer.alloc((digits.length / 5) * 4);
  for (let at = 0; at < digits.length; at += 5) {
    let value = 0;
    for (const digit of digits.slice(at, at + 5)) value = value * 85 + DIGITS.indexOf(digit);
    if (value >= 2 ** 32) return undefined;
    bytes.writeUInt32BE(value, (at / 5) * 4);
  }
  return bytes;
}
