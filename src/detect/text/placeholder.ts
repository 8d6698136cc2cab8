/**
 * Text that stands where a secret belongs and is none: `xxxxxxxx`, `EXAMPLE`, `${TOKEN}`, `<token>`, `****`,
 * `0123456789abcdef`, `a1b2c3d4e5`, one unit over and over. The limits are set so that a random token of 16 characters or
 * more is taken for a placeholder with a probability below 10^-4 in hex, and far below in wider alphabets; the test
 * counts it.
 */
import { bitsPerCharacter } from './entropy.ts';

/** Six letters or more: in random base-62 text, in either case, one of them comes up once in 10^8 tokens. */
const WORDS =
  /example|placeholder|redacted|changeme|change[_-]me|replace[_-]?me|replace[_-]?with|insert[_-]|notreal|not[ _-](?:a|my)[ _-]real|(?:your|some|fake|dummy|test)[_-]?(?:api|access|auth|secret|token|key|pass)|qwerty|asdfgh|deadbeefdeadbeef|lorem|secretsecret/i;

/** Interpolation of shells, templates and format strings, and values that were cut out. */
const TEMPLATES = /\$\{|\$\(|\{\{|<%|%\(|%[sdv@](?![A-Za-z0-9])|^\$[A-Za-z_]|^%[A-Za-z_]+%$|^<[^<>]*>$|^\[[^[\]]*\]$/;
/** The last one is … or • in UTF-8, of which the rules see single bytes. */
const MASKS = /\*{3}|\.{3}|\xe2\x80[\xa6\xa2]|[xX]{5}|[_#-]{5}/;
const WHOLE_WORDS =
  /^(?:password|passwd|passw0rd|pass|secret|token|apikey|key|user|username|admin|test|testing|none|null|nil|undefined|true|false|empty|dummy|fake|foo|bar|foobar|changeit|value|string|hidden|masked)[0-9]{0,3}$/i;

/** @param text the part of a candidate that ought to be random, without the public prefix of its format */
export function isPlaceholder(text: string): boolean {
  return WHOLE_WORDS.test(text) || isStandIn(text);
}

/** The same but for whole words, with which people protect things all the same. */
export function isStandIn(text: string): boolean {
  return isFiller(text) || followsPattern(text);
}

/** Words, templates, masks: text that tells its reader to put the secret there. */
export function standsForSecret(text: string): boolean {
  return WHOLE_WORDS.test(text) || isFiller(text);
}

function isFiller(text: string): boolean {
  return (
    WORDS.test(text) ||
    TEMPLATES.test(text) ||
    MASKS.test(text) ||
    longestRun(text, 1, 0) >= 7 ||
    (text.length >= 16 && bitsPerCharacter(text) < 2)
  );
}

/** What someone typed and no one issued: it counts up or down, or repeats one unit. */
export function followsPattern(text: string): boolean {
  return countsUp(text) || repeatsOneUnit(text);
}

const RUN = 8;
const FOLLOWS_9 = 'aA';

/**
 * Eight characters in a row that count up or down (`abcdefgh`, `98765432`, `6789abcd`), or two such rows interleaved
 * (`a1b2c3d4`). Dashes and underscores between them do not count.
 */
function countsUp(text: string): boolean {
  const dense = text.replace(/[-_]/g, '');
  return longestRun(dense, 1, 1) >= RUN || longestRun(dense, 1, -1) >= RUN || longestRun(dense, 2, 1) >= RUN;
}

/** Length of the longest stretch of `text` in which each character follows the one `distance` before it by `step`. */
function longestRun(text: string, distance: number, step: 1 | 0 | -1): number {
  let longest = 0;
  let run = distance;
  for (let at = distance; at < text.length; at++) {
    const earlier = text.charAt(at - distance);
    const later = text.charAt(at);
    const holds = step === 0 ? earlier === later : step > 0 ? follows(earlier, later) : follows(later, earlier);
    run = holds ? run + 1 : distance;
    longest = Math.max(longest, run);
  }
  return longest;
}

function follows(a: string, b: string): boolean {
  if (a === '9') return b === '0' || FOLLOWS_9.includes(b);
  if (a === 'z' || a === 'Z') return b === 'a' || b === 'A' || b === '0';
  return b.charCodeAt(0) - a.charCodeAt(0) === 1 && /[A-Za-z0-9]/.test(a) && /[A-Za-z0-9]/.test(b);
}

/** `1234567890123456789012345`, `abcabcabcabc`: a unit of at most half the text, repeated up to its end. */
function repeatsOneUnit(text: string): boolean {
  for (let unit = 1; unit <= Math.min(text.length / 2, 32); unit++) {
    if (text.startsWith(text.slice(unit))) return true;
  }
  return false;
}
