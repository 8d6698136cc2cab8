/**
 * Recognises text that stands in the place of a secret and is none: `xxxxxxxx`, `EXAMPLE`, `${TOKEN}`, `<token>`, `****`,
 * `0123456789abcdef`, `a1b2c3d4e5`, one unit over and over. The limits are set so that a random token of 16 characters or more is
 * taken for a placeholder with a probability below 10^-4 in hex, and far below in wider alphabets; the test counts it.
 */
import { bitsPerCharacter } from './entropy.ts';

/**
 * Words that tell the reader to put the secret there. Six letters or more: in random base-62 text one of them comes up once in
 * 10^8 tokens.
 */
const INSTRUCTIONS =
  /placeholder|redacted|changeme|change[_-]me|replace[_-]?me|replace[_-]?with|insert[_-]|notreal|not[ _-](?:a|my)[ _-]real|not[ _-]?the[ _-]?real|your[_-]?(?:api|access|auth|secret|token|key|pass)/i;
/**
 * Words that examples have in place of random text, or that were typed along a row or the columns of the keyboard, or three letters three
 * times (`sdfsdfsdf`, one in 10^6 of 40 hex digits). As long, and as rare. A short
 * one is enough in the middle of hex, which has no such letters.
 */
const SAMPLES =
  /^[0-9a-f]{6,}(?:fake|test)[0-9a-f]{6,}$|example|(?:some|fake|dummy|test)[_-]?(?:api|access|auth|secret|token|key|pass)|^fake|^dummy|qwerty|asdfgh|zxcvbn|1qaz?2ws|1q2w3e|deadbeefdeadbeef|lorem|secretsecret|[xX]{5}|([a-z]{3})\1\1/i;

/**
 * Interpolation in shells, templates and format strings, and values that were cut out; `{password}` of Python, `{0}` of .NET, `{$API.TOKEN}` of Zabbix, `_DBC_DBPASS_` of
 * dbconfig-common, `NOVA_DBPASS` of OpenStack's guides, `your-root-dn-password`, `@@NAME@@`, `@name@` of Autoconf and Maven, `__NAME__`, `%NAME%` and
 * `!NAME!` of cmd.exe, `#{NAME}` of Ruby and Octopus, `#ENV{name}` of SPIP, `0x%X` in messages of the kernel,
 * `_backend_password_` of duply, `XXX_DBPASSWORD_XXX` of Bacula, `FUZ2Z` of wfuzz and `COMBO11` of patator, which put words of a list there.
 */
const TEMPLATES =
  /^\{(?:[A-Za-z_]+|[0-9])\}$|^\{\$[A-Za-z_][\w.:-]*\}$|^_[A-Z]+(?:_[A-Z]+)*_$|^[A-Z]+_(?:[A-Z]+_)?(?:DB)?PASS$|^your(?:[_-][a-z]+){1,5}$|\$\{|\$\(|\{\{|<%|%\(|%(?:[sdqv@]|-?[.0-9]{1,6}s)(?![A-Za-z0-9])|^0x%0?[0-9]{0,2}l{0,2}[xX]$|@@\w+@@|^\$[A-Za-z_]|^%\w+%$|^!\w+!$|^@\w+@$|^__\w+__$|^_(?:[a-z]+_)*(?:pass|password|passwd|secret|token|key)_$|^XXX_\w+_XXX[0-9]?$|^(?:FUZ[0-9]?Z|FILE[0-9]|COMBO[0-9]{2})$|^#(?:[A-Z_]{1,24}\*{0,2})?\{|^(?:<|&lt;)[^<>]*(?:>|&gt;)$|^\[[^[\]]*\]$/;
/** The third and fourth alternatives are … and • in UTF-8, which rules see as single bytes. */
const MASKS = /\*{3}|\.{3}|\xe2\x80[\xa6\xa2]|[_#-]{5}/;
/**
 * Three asterisks in a row are in two of 1,000 refresh tokens of Microsoft accounts of 1,100 characters, which have them in their alphabet: in so long
 * a text, what was masked has more of them.
 */
const LONG_MASKS = /\*{6}|\.{3}|\xe2\x80[\xa6\xa2]|[_#-]{8}/;
const LONG_TEXT = 128;
const WHOLE_WORDS =
  /^(?:password|passwd|passw0rd|pass|passphrase|secret|token|apikey|key|user|username|admin|test|testing|none|null|nil|undefined|true|false|empty|dummy|fake|foo|bar|foobar|changeit|value|string|hidden|masked)[0-9]{0,3}$/i;

/** @param text the part of a candidate that should be random, without the public prefix of its format */
export function isPlaceholder(text: string): boolean {
  return WHOLE_WORDS.test(text) || isStandIn(text);
}

/** As `isPlaceholder`, but without whole words that people also use as passwords. */
function isStandIn(text: string): boolean {
  return isFiller(text) || followsPattern(text);
}

/** Words that tell the reader to put the secret there, templates, masks: text that no one would try as a password. */
export function isNoValue(text: string): boolean {
  return WHOLE_WORDS.test(text) || asksForValue(text);
}

function isFiller(text: string): boolean {
  return asksForValue(text) || isSample(text);
}

/** Words, templates and masks of `isNoValue`, without words that people also use as passwords. */
export function asksForValue(text: string): boolean {
  const masks = text.length > LONG_TEXT ? LONG_MASKS : MASKS;
  return INSTRUCTIONS.test(text) || TEMPLATES.test(text) || masks.test(text);
}

/**
 * A reference to where the secret is kept: `env:NAME`, `file:/run/secrets/a`, `vault:kv/mail#password`, `op://vault/item/field`,
 * `ref+awsssm://…`, `@Microsoft.KeyVault(…)`, `{REF:P@I:…}` of KeePass. Only for passwords: tokens and keys of providers may begin
 * this way.
 */
export function isReference(text: string): boolean {
  return REFERENCES.test(text);
}
const REFERENCES =
  /^@?(?:env|file|fd|stdin|keychain|keyring|vault|ssm|arn|secretsmanager|awssm|azkv|gcpsm|ref\+\w{1,20}):|^[A-Za-z][\w+.-]{1,30}:\/\/|^@Microsoft\.KeyVault\(|^\{REF:[A-Z]@/i;

function isSample(text: string): boolean {
  if (SAMPLES.test(text) || longestRun(text, 1, 0) >= 7 || isOfFewDigits(text)) return true;
  return text.length >= 16 && bitsPerCharacter(text) < 2;
}

/**
 * `1234abcd-1234-abcd-1234-adcd1234adcd`: 32 hex digits or more that use at most half of the sixteen. One in 300,000 random values
 * does, and one in 80,000 UUIDs. Decimal digits alone do not count.
 */
function isOfFewDigits(text: string): boolean {
  if (text.length < 32) return false;
  const digits = text.toLowerCase().replaceAll('-', '');
  return /^[0-9]*[a-f][0-9a-f]*$/.test(digits) && digits.length >= 32 && new Set(digits).size <= 8;
}

/**
 * Text that someone typed and no one issued: `EXAMPLE`, `xxxxx`, one character over and over, counting up in either case, a
 * repeated unit.
 */
export function looksMadeUp(text: string): boolean {
  const lower = text.toLowerCase();
  return isSample(text) || followsPattern(lower) || repeatsOneUnitUpToChecksum(lower);
}

/** `invalidinvalidinvalidinva_5b582697`: a repeated unit, then a CRC-32 in hex, the longest checksum of tokens. */
function repeatsOneUnitUpToChecksum(text: string): boolean {
  // Where the text starts over, if it does.
  const unit = text.length < 24 ? -1 : text.indexOf(text.slice(0, 4), 1);
  return unit > 0 && unit <= 12 && text.startsWith(text.slice(unit, -8).replace(/_$/, ''));
}

/** Whether it has one of the usual five in a row that count up or down; a random password of 16 hex digits does once in 10,000. */
export function countsFive(text: string): boolean {
  return /abcde|bcdef|12345|23456|34567|45678|56789|54321|fedcb/i.test(text);
}

/** Whether it counts up or down, or repeats one unit. */
function followsPattern(text: string): boolean {
  return countsUp(text) || countsBytes(text) || repeatsOneUnit(text);
}

const RUN = 8;

/**
 * Eight characters in a row that count up or down (`abcdefgh`, `98765432`, `6789abcd`), or two such rows interleaved
 * (`a1b2c3d4`). Dashes and underscores between them do not count.
 */
function countsUp(text: string): boolean {
  const dense = text.replace(/[-_]/g, '');
  if (dense.length < RUN) return false;
  return longestRun(dense, 1, 1) >= RUN || longestRun(dense, 1, -1) >= RUN || longestRun(dense, 2, 1) >= RUN;
}

/** Whether each byte, in hex, is one more than the previous one: `000102…0f`, like keys in test vectors. */
function countsBytes(text: string): boolean {
  return text.length >= 2 * RUN && /^(?:[0-9A-Fa-f]{2})+$/.test(text) && bytesCountUp(Buffer.from(text, 'hex'));
}

/** Whether eight bytes in a row are each one more than the previous one: in 2 KiB of random bytes once in 10^13. */
export function bytesCountUp(bytes: Uint8Array): boolean {
  let run = 1;
  return bytes.some((byte, at) => {
    run = at > 0 && byte === bytes[at - 1]! + 1 ? run + 1 : 1;
    return run >= RUN;
  });
}

/** Length of the longest stretch of `text` in which each character follows the one `distance` before it by `step`. */
function longestRun(text: string, distance: number, step: 1 | 0 | -1): number {
  let longest = 0;
  let run = distance;
  for (let at = distance; at < text.length; at++) {
    const earlier = text.charCodeAt(at - distance);
    const later = text.charCodeAt(at);
    const holds = step === 0 ? earlier === later : step > 0 ? follows(earlier, later) : follows(later, earlier);
    run = holds ? run + 1 : distance;
    longest = Math.max(longest, run);
  }
  return longest;
}

const [ZERO, NINE, UPPER_A, UPPER_Z, LOWER_A, LOWER_Z] = Array.from('09AZaz', (sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
  number,
];

/** Compares character codes. */
function follows(one: number, next: number): boolean {
  if (one === NINE) return next === ZERO || next === LOWER_A || next === UPPER_A;
  if (one === LOWER_Z || one === UPPER_Z) return next === LOWER_A || next === UPPER_A || next === ZERO;
  return next - one === 1 && isLetterOrDigit(one) && isLetterOrDigit(next);
}

function isLetterOrDigit(code: number): boolean {
  const lower = code | 0x20;
  return (code >= ZERO && code <= NINE) || (lower >= LOWER_A && lower <= LOWER_Z);
}

/** `1234567890123456789012345`, `abcabcabcabc`: a unit of at most half the text, repeated up to its end. */
function repeatsOneUnit(text: string): boolean {
  for (let unit = 1; unit <= Math.min(text.length / 2, 32); unit++) {
    if (text.startsWith(text.slice(unit))) return true;
  }
  return false;
}
