/**
 * S-expressions of libgcrypt (Rivest's draft-rivest-sexp): canonical `(3:rsa(1:n3:…))` and advanced `(rsa (n #0100#))`, with
 * tokens, `#hex#` and `"strings"` without escapes. Refused: display hints, base64, depth over 8, more than 128 atoms.
 *
 * A value of GnuPG's extended format (agent/keyformat.txt, "Values"; common/name-value.c) is *folded*: gpg-agent breaks its line
 * at a fixed column, even inside words and strings. A line break and the blank after it are then ignored.
 */
import { latin1 } from '../latin1.ts';

export type SExpression = Uint8Array | readonly SExpression[];

const MAX_DEPTH = 8;
const MAX_ATOMS = 128;
const [OPEN, CLOSE, HASH, QUOTE] = [0x28, 0x29, 0x23, 0x22];

/** @returns the list that begins at `start` and the offset after it; undefined if there is none or it is cut. Never throws. */
export function readSExpression(
  bytes: Uint8Array,
  start: number,
  { folded = false } = {},
): { readonly list: readonly SExpression[]; readonly end: number } | undefined {
  const stack: SExpression[][] = [];
  let atoms = 0;
  for (let at = start; at < bytes.length; ) {
    const byte = bytes[at]!;
    if (byte === OPEN) {
      if (stack.length === MAX_DEPTH) return undefined;
      stack.push([]);
      at++;
    } else if (byte === CLOSE) {
      const list = stack.pop();
      if (list === undefined) return undefined;
      at++;
      const outer = stack.at(-1);
      if (outer === undefined) return { list, end: at };
      outer.push(list);
    } else if (isSpace(byte)) {
      at++;
    } else {
      const atom = readAtom(bytes, at, folded);
      if (atom === undefined || stack.length === 0 || ++atoms > MAX_ATOMS) return undefined;
      stack.at(-1)!.push(atom.bytes);
      at = atom.end;
    }
  }
  return undefined;
}

interface Atom {
  readonly bytes: Uint8Array;
  readonly end: number;
}

function readAtom(bytes: Uint8Array, at: number, folded: boolean): Atom | undefined {
  if (bytes[at] === HASH) return readHex(bytes, at + 1);
  const word = (start: number, end: number) => (folded ? unfolded(bytes, start, end) : bytes.subarray(start, end));
  if (bytes[at] === QUOTE) {
    const end = bytes.indexOf(QUOTE, at + 1);
    return end < 0 || end > at + MAX_TOKEN_BYTES ? undefined : { bytes: word(at + 1, end), end: end + 1 };
  }
  const token = (folded ? FOLDED_TOKEN : TOKEN).exec(latin1(bytes, at, at + MAX_TOKEN_BYTES));
  if (token === null) return undefined;
  if (token[1] === undefined) return { bytes: word(at, at + token[0].length), end: at + token[0].length };
  const start = at + token[0].length;
  const end = start + Number(token[1]);
  return end <= bytes.length ? { bytes: bytes.subarray(start, end), end } : undefined;
}
const MAX_TOKEN_BYTES = 64;
const TOKEN = /^(?:(\d{1,5}):|[A-Za-z0-9.+/_:*=-]+)/;
const FOLDED_TOKEN = /^(?:(\d{1,5}):|[A-Za-z0-9.+/_:*=-]+(?:\r?\n[ \t][A-Za-z0-9.+/_:*=-]+)*)/;

function unfolded(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return Buffer.from(latin1(bytes, start, end).replace(/\r?\n[ \t]/g, ''), 'latin1');
}

const MAX_HEX_BYTES = 8192;

/** Hex, possibly with line breaks, up to the next `#`. */
function readHex(bytes: Uint8Array, start: number): Atom | undefined {
  const end = bytes.indexOf(HASH, start);
  if (end < 0 || end - start > MAX_HEX_BYTES) return undefined;
  const hex = latin1(bytes, start, end).replace(/\s+/g, '');
  return /^(?:[0-9A-Fa-f]{2})*$/.test(hex) ? { bytes: Buffer.from(hex, 'hex'), end: end + 1 } : undefined;
}

export function isSpace(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
