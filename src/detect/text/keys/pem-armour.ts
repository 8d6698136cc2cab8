/**
 * Textual encoding of RFC 7468, including forms that programs have altered, with the headers of RFC 1421 in old OpenSSL keys, and
 * the armour of RFC 4716 with its four dashes, which ssh.com also used for private keys:
 *
 *     -----BEGIN RSA PRIVATE KEY-----                      ---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----
 *     Proc-Type: 4,ENCRYPTED                               Comment: "…"
 *     DEK-Info: AES-128-CBC,<initialisation vector, hex>
 *
 *     <base64>                                             <base64>
 *     -----END RSA PRIVATE KEY-----                        ---- END SSH2 ENCRYPTED PRIVATE KEY ----
 *
 * Read: labels in any case, with spaces also as `+`, `_`, `%20` or an entity; the text between BEGIN and END line in every
 * spelling of pem-spellings.ts. Refused: a block without its END line (base64-private-key.ts reads those), padding in the middle.
 */

import { latin1 } from '../../latin1.ts';
import { bodySpellings } from './pem-spellings.ts';

export interface Armour {
  /** Between BEGIN and the dashes: upper case, words separated by one space. */
  readonly label: string;
  /** First byte of the BEGIN line's dashes. */
  readonly start: number;
  /** Offset in the window of the first byte after the END line's dashes. */
  readonly end: number;
  /** Possible readings of the lines between, the likeliest first; computed lazily. */
  readonly readings: Iterable<ArmourReading>;
}

export interface ArmourReading {
  /** Content of DEK-Info. */
  readonly cipher?: string;
  /** Decoded base64. */
  readonly body: Uint8Array;
  /** There was only base64 and white space. */
  readonly clean: boolean;
}

/** In lower case; a BEGIN line has one of them in any case. */
export const ARMOUR_BEGINS: readonly string[] = ['-----begin', '---- begin'];
/** Text before the BEGIN line that shows its column. */
export const BYTES_BEFORE_ARMOUR = 256;
const DASH = 0x2d;
/** Begins terminal colours, which logs keep. */
const ESCAPE = 0x1b;
const MAX_LABEL_BYTES = 96;

const BEGIN_LINE = /^(-{4,5}) ?BEGIN([^-]{1,96}?) ?-{4,5}/i;
/** Indexed by the number of dashes, from four on. */
const END_LINES = [4, 5].map((dashes) => new RegExp(`^-{${dashes}} ?END[^-]{1,96}-{${dashes}}`, 'i'));

/**
 * @param at where one of `ARMOUR_BEGINS` is in `window`
 * @param maxBytes most bytes of the whole block
 * @returns undefined if there is no whole block. Reads no further than the next four dashes. Never throws.
 */
export function readArmour(window: Uint8Array, at: number, maxBytes: number): Armour | undefined {
  const start = window[at + 4] !== DASH && window[at - 1] === DASH ? at - 1 : at;
  const limit = Math.min(window.length, start + maxBytes);
  const begin = BEGIN_LINE.exec(latin1(window, start, Math.min(limit, start + MAX_LABEL_BYTES + 24)));
  const label = begin && readLabel(begin[2]!);
  if (!label) return undefined;

  const bodyStart = start + begin[0].length;
  const bodyEnd = findDashes(window, bodyStart, limit);
  if (bodyEnd === undefined) return undefined;
  const endLine = END_LINES[begin[1]!.length - 4]!.exec(
    latin1(window, bodyEnd, Math.min(limit, bodyEnd + MAX_LABEL_BYTES + 24)),
  );
  if (endLine === null) return undefined;
  const end = bodyEnd + endLine[0].length;

  const form = { spacesAsPlus: /[+]/.test(begin[2]!), column: columnOf(window, start) };
  return { label, start, end, readings: readings(latin1(window, bodyStart, bodyEnd), form) };
}

/** Turns `+`, `_` and escapes of a space into spaces; undefined if it is not the label of a private key. */
function readLabel(written: string): string | undefined {
  const words = written.replace(/%(?:25)*20|&#(?:32|160|x20|xa0);|&nbsp;|\xc2\xa0|\\u0020|[+_\s]/gi, ' ').trim();
  const label = words.replace(/ +/g, ' ').toUpperCase();
  return /^(?:[A-Z0-9]+ ){0,4}PRIVATE KEY$/.test(label) ? label : undefined;
}

/** How many characters precede the BEGIN line in its own line. */
function columnOf(window: Uint8Array, start: number): number {
  let first = start;
  while (first > 0 && start - first < BYTES_BEFORE_ARMOUR && window[first - 1] !== 0x0a && window[first - 1] !== 0x0d) {
    first--;
  }
  return start - first;
}

/** Where the next four dashes begin, with only text before them; for a longer run, where its last five begin. */
function findDashes(window: Uint8Array, from: number, limit: number): number | undefined {
  for (let position = from; position + 4 <= limit; position++) {
    const byte = window[position]!;
    if (byte === 0x7f || (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== ESCAPE)) return undefined;
    if (byte !== DASH) continue;
    let dashes = 1;
    while (position + dashes < limit && window[position + dashes] === DASH) dashes++;
    if (dashes >= 4) return position + Math.max(0, dashes - 5);
    position += dashes - 1;
  }
  return undefined;
}

function* readings(
  text: string,
  form: { readonly spacesAsPlus: boolean; readonly column: number },
): Generator<ArmourReading> {
  const seen = new Set<string>();
  for (const spelling of bodySpellings(text, form)) {
    const headers = readHeaders(spelling);
    if (headers === undefined) continue;
    const { cipher, end } = headers;
    const base64 = spelling.slice(end);
    const digits = base64.replace(/[^A-Za-z0-9+/]+/g, '');
    if (digits === '' || seen.has(digits)) continue;
    seen.add(digits);
    const clean = /^[A-Za-z0-9+/\s]*(?:=\s*){0,2}$/.test(base64);
    const body = Buffer.from(digits, 'base64');
    yield cipher === undefined ? { body, clean } : { cipher, body, clean };
  }
}

interface Headers {
  readonly cipher?: string;
  /** Where the base64 begins. */
  readonly end: number;
}

/** Sizes of initialisation vectors that OpenSSL writes into DEK-Info (`openssl rsa -aes128` and so on): one block. */
const BLOCK_BYTES: readonly (readonly [RegExp, number])[] = [
  [/^DES-(?:EDE3-)?CBC$/, 8],
  [/^(?:IDEA|RC2|RC2-40|RC2-64|BF|CAST5)-CBC$/, 8],
  [/^(?:AES|CAMELLIA|ARIA)-(?:128|192|256)-CBC$/, 16],
  [/^SEED-CBC$/, 16],
];

/** Characters before a header in its line: quotes of mails, `+` of patches, `#` of comments. */
const LINE_START = /[\s>|#*+]*/.source;
const ENCRYPTION_HEADERS = new RegExp(
  `^${LINE_START}Proc-Type:\\s*4,\\s*ENCRYPTED${LINE_START}DEK-Info:\\s*([A-Z0-9-]{3,32}),\\s*`,
);
/** A header and, after backslashes, its continuation lines (RFC 4716, section 3.3). */
const OTHER_HEADERS = /^(?:\s*[A-Za-z][A-Za-z0-9-]{0,63}:(?:[^\n\r\\]|\\\r?\n?)*[\n\r])*/;

/**
 * Encryption headers, also with spaces or nothing in place of line ends; or any headers, a line each. Undefined if there are
 * invalid encryption headers.
 */
function readHeaders(text: string): Headers | undefined {
  const encrypted = ENCRYPTION_HEADERS.exec(text);
  if (encrypted === null) return { end: OTHER_HEADERS.exec(text)?.[0].length ?? 0 };
  const cipher = encrypted[1]!;
  const vectorBytes = BLOCK_BYTES.find(([names]) => names.test(cipher))?.[1];
  if (vectorBytes === undefined) return undefined;
  const vectorStart = encrypted[0].length;
  const vectorEnd = vectorStart + 2 * vectorBytes;
  return /^[0-9A-Fa-f]+$/.test(text.slice(vectorStart, vectorEnd)) ? { cipher, end: vectorEnd } : undefined;
}
