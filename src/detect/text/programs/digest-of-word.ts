/** Digests that protect nothing, since they are those of well-known words: what tests store as a user's password. */
import { createHash } from 'node:crypto';

const WORDS = [
  '',
  'password',
  'Password',
  'PASSWORD',
  'passwd',
  'pass',
  'passphrase',
  'secret',
  'admin',
  'root',
  'user',
  'guest',
];
const TYPED = [
  'test',
  'testing',
  'hello',
  'foo',
  'bar',
  'foobar',
  'changeme',
  'letmein',
  'qwerty',
  'abc123',
  'password1',
];
const COUNTED = ['1', '123', '1234', '12345', '123456', '1234567', '12345678', '123456789', '1234567890'];
const ALGORITHMS = ['md5', 'sha1', 'sha256', 'sha512'];

/** Long enough that none begins this way by chance. */
const MIN_DIGITS = 32;
const DIGEST = /^[0-9a-f]{32,128}$/i;
/** The length of digests of 16, 20, 32 and 64 bytes in base64, with or without `=` at the end. */
const DIGEST_IN_BASE64 = /^[A-Za-z0-9+/_-]{22,86}={0,2}$/;
const DIGEST_BYTES: ReadonlySet<number> = new Set([16, 20, 32, 64]);

let known: ReadonlySet<string> | undefined;

/** @param text a digest in hex, or the beginning of one that continues in the next line; or a whole one in base64 */
export function isDigestOfWord(text: string): boolean {
  if (!DIGEST.test(text)) {
    const bytes = DIGEST_IN_BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
    return bytes !== undefined && DIGEST_BYTES.has(bytes.length) && isDigestOfWord(bytes.toString('hex'));
  }
  known ??= new Set(
    [...WORDS, ...TYPED, ...COUNTED].flatMap((word) =>
      ALGORITHMS.map((algorithm) => createHash(algorithm).update(word).digest('hex').slice(0, MIN_DIGITS)),
    ),
  );
  return known.has(text.slice(0, MIN_DIGITS).toLowerCase());
}
