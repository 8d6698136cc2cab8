/**
 * Textual encoding of RFC 7468, as it looks after programs have been at it, with the headers of RFC 1421 that old
 * OpenSSL keys have:
 *
 *     -----BEGIN RSA PRIVATE KEY-----
 *     Proc-Type: 4,ENCRYPTED                               only in encrypted ones
 *     DEK-Info: AES-128-CBC,<initialisation vector, hex>
 *
 *     <base64>
 *     -----END RSA PRIVATE KEY-----
 *
 * Read: lines of any length and indentation that end in LF, CRLF, CR, in one of those as an escape of JSON, C or a
 * shell behind one to 16 backslashes, in spaces, or not at all; base64 characters as JSON escapes (`\/`, `\u002B`).
 * Refused: a block without its END line, other characters between base64, padding in the middle.
 */

export interface Armour {
  /** Between BEGIN and the dashes. */
  readonly label: string;
  /** What stands in DEK-Info. */
  readonly cipher?: string;
  /** Decoded base64. */
  readonly body: Uint8Array;
  /** Offset in the window of the first byte after the END line's dashes. */
  readonly end: number;
}

export const ARMOUR_BEGIN = '-----BEGIN ';
const DASH = 0x2d;
const MAX_LABEL_BYTES = 64;

/**
 * @param at where `-----BEGIN ` stands in `window`
 * @param maxBytes most bytes of the whole block
 * @returns undefined when no whole block stands there. Reads no further than the next five dashes. Never throws.
 */
export function readArmour(window: Uint8Array, at: number, maxBytes: number): Armour | undefined {
  const limit = Math.min(window.length, at + maxBytes);
  const labelStart = at + ARMOUR_BEGIN.length;
  const labelEnd = findDashes(window, labelStart, Math.min(limit, labelStart + MAX_LABEL_BYTES));
  if (labelEnd === undefined) return undefined;
  const label = latin1(window, labelStart, labelEnd);
  if (!/^(?:[A-Z0-9]+ ){0,4}PRIVATE KEY$/.test(label)) return undefined;

  const bodyStart = labelEnd + 5;
  const bodyEnd = findDashes(window, bodyStart, limit);
  if (bodyEnd === undefined) return undefined;
  const endLine = /^-----END [A-Z0-9 ]{1,64}-----/.exec(latin1(window, bodyEnd, Math.min(limit, bodyEnd + 80)));
  if (endLine === null) return undefined;

  const text = withoutEscapes(latin1(window, bodyStart, bodyEnd));
  const headers = readHeaders(text);
  const body = headers && decodeBase64(text.slice(headers.end));
  if (headers === undefined || body === undefined) return undefined;
  const end = bodyEnd + endLine[0].length;
  return headers.cipher === undefined ? { label, body, end } : { label, cipher: headers.cipher, body, end };
}

/** Where the next five dashes begin, with nothing but text before them. */
function findDashes(window: Uint8Array, from: number, limit: number): number | undefined {
  for (let position = from; position + 5 <= limit; position++) {
    const byte = window[position]!;
    if (byte >= 0x7f || (byte < 0x20 && (byte < 0x09 || byte > 0x0d))) return undefined;
    if (byte !== DASH) continue;
    let dashes = 1;
    while (dashes < 5 && window[position + dashes] === DASH) dashes++;
    if (dashes === 5) return position;
  }
  return undefined;
}

/** Escapes of JSON, C and shells to what they stand for. JSON in JSON doubles the backslashes, so there may be many. */
function withoutEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\{1,16}(?:([nrt/\r\n])|u00([0-9A-Fa-f]{2}))/g, (_, letter?: string, hex?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return letter === '/' ? '/' : '\n';
  });
}

interface Headers {
  readonly cipher?: string;
  /** Where the base64 begins. */
  readonly end: number;
}

/** Initialisation vectors of what OpenSSL writes into DEK-Info (`openssl rsa -aes128` and so on): one block. */
const BLOCK_BYTES: readonly (readonly [RegExp, number])[] = [
  [/^DES-(?:EDE3-)?CBC$/, 8],
  [/^(?:IDEA|RC2|RC2-40|RC2-64|BF|CAST5)-CBC$/, 8],
  [/^(?:AES|CAMELLIA|ARIA)-(?:128|192|256)-CBC$/, 16],
  [/^SEED-CBC$/, 16],
];

/**
 * Encryption headers, which also stand where spaces or nothing came in place of line ends; or any headers, a line each.
 * Undefined when encryption headers are there and make no sense.
 */
function readHeaders(text: string): Headers | undefined {
  const encrypted = /^\s*Proc-Type:\s*4,\s*ENCRYPTED\s*DEK-Info:\s*([A-Z0-9-]{3,32}),\s*/.exec(text);
  if (encrypted === null) {
    const others = /^(?:\s*[A-Za-z][A-Za-z0-9-]{0,63}:[^\n\r]*[\n\r])*/.exec(text);
    return { end: others?.[0].length ?? 0 };
  }
  const cipher = encrypted[1]!;
  const vectorBytes = BLOCK_BYTES.find(([names]) => names.test(cipher))?.[1];
  if (vectorBytes === undefined) return undefined;
  const vectorStart = encrypted[0].length;
  const vectorEnd = vectorStart + 2 * vectorBytes;
  return /^[0-9A-Fa-f]+$/.test(text.slice(vectorStart, vectorEnd)) ? { cipher, end: vectorEnd } : undefined;
}

function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/[\s\x0b]+/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(digits) ? Buffer.from(digits, 'base64') : undefined;
}

function latin1(window: Uint8Array, start: number, end: number): string {
  return Buffer.from(window.buffer, window.byteOffset + start, end - start).toString('latin1');
}
