/**
 * Decides whether the bytes that a run encodes are worth a look: they read as text, or begin as a file of a known
 * format does.
 */
import { LATIN1_HEADS } from './latin1-heads.ts';
import { hasMagic, type Magic, magic } from './magic.ts';

/** Bytes that decide it: 24 digits of base64. Random bytes read as text with a probability of 10^-7. */
export const PROOF_BYTES = 18;
/** Fewer distinct bytes mean a row of one letter, or of two. */
const MIN_DISTINCT = 4;

/** Heads of formats that a container, a view or a detector knows; those of only two bytes are checked further. */
const HEADS: readonly Magic[] = [
  ...LATIN1_HEADS,
  ...['1f 8b 08', '78 01', '78 5e', '78 9c', '78 da', '50 4b 03 04', '50 4b 05 06', 'fd 37 7a 58 5a 00'],
  ...['28 b5 2f fd', '37 7a bc af 27 1c', '52 61 72 21 1a 07', '04 22 4d 18', 'ff 06 00 00 73 4e 61 50'],
  // bzip2, whose fourth byte is the size of its blocks
  '42 5a 68 .. 31 41 59 26 53 59',
  // ELF, PE, Mach-O, class files, WebAssembly, minidumps
  ...['7f 45 4c 46', '4d 5a 90 00', 'cf fa ed fe', 'ce fa ed fe', 'ca fe ba be', '00 61 73 6d', '4d 44 4d 50 93 a7'],
  // DER: a sequence of a sequence, or of a version (X.690, section 8.9)
  ...['30 82 .. .. 30', '30 82 .. .. 02', '30 81 .. 30', '30 81 .. 02', '30 .. 02 01 00 30', '30 .. 02 01 01 04'],
  ...['30 80 02 01', '30 80 06 09'],
  // CMS whose content is compressed (RFC 3274), and any CMS with definite lengths
  ...['30 80 06 0b 2a', '30 82 .. .. 06 09 2a', '30 82 .. .. 06 0b 2a'],
  // JKS, JCEKS
  ...['fe ed fe ed 00 00', 'ce ce ce ce 00 00'],
  // openssh-key-v1, SSH public keys, %PDF-, SQLite, PACK, git's bundles
  ...['6f 70 65 6e 73 73 68 2d 6b 65 79', '00 00 00 07 73 73 68 2d', '00 00 00 0b 73 73 68 2d', '25 50 44 46 2d'],
  ...['53 51 4c 69 74 65 20 66', '50 41 43 4b 00 00 00', '21 3c 61 72 63 68 3e 0a', 'd0 cf 11 e0 a1 b1 1a e1'],
  // OpenPGP secret keys of version 4, in the old and the new format (RFC 9580, section 4.2)
  ...['95 .. .. 04', 'c5 .. .. 04'],
  // openssl enc: Salted__
  '53 61 6c 74 65 64 5f 5f',
].map((one) => (typeof one === 'string' ? magic(one) : one));

const HEADS_BY_BYTE: (Magic[] | undefined)[] = new Array(256);
for (const head of HEADS) {
  const first = head.bytes[0]!;
  HEADS_BY_BYTE[first] = [...(HEADS_BY_BYTE[first] ?? []), head];
}

/** Indexed by byte: 1 when a format begins with it. */
export const FORMAT_FIRSTS = Uint8Array.from({ length: 256 }, (_, byte) => (HEADS_BY_BYTE[byte] === undefined ? 0 : 1));

/** Indexed by the first twelve bits, which are two digits of base64: 1 when a format begins with them. */
export const FORMAT_BEGINS = new Uint8Array(4096);
for (const { bytes } of HEADS)
  for (let half = 0; half < 16; half++)
    if (bytes[1]! < 0 || bytes[1]! >> 4 === half) FORMAT_BEGINS[(bytes[0]! << 4) | half] = 1;

/** The first four bytes of each head as 32-bit numbers: a mask of those that count, and their value. */
export const FORMAT_HEADS = HEADS.map(({ bytes }) => {
  const four = Array.from({ length: 4 }, (_, index) => bytes[index] ?? -1);
  const numberOf = (all: readonly number[]) => all.reduce((number, byte) => number * 256 + byte, 0);
  return {
    mask: numberOf(four.map((byte) => (byte < 0 ? 0 : 255))),
    value: numberOf(four.map((byte) => Math.max(0, byte))),
  };
});

/** The most bytes that `beginsFormat` looks at. */
export const HEAD_BYTES = 12;

export function beginsFormat(head: Uint8Array): boolean {
  const heads = HEADS_BY_BYTE[head[0] ?? 0];
  if (heads === undefined || FORMAT_BEGINS[((head[0] ?? 0) << 4) | ((head[1] ?? 0) >> 4)] === 0) return false;
  for (const known of heads) if (hasMagic(head, known) && (known.bytes.length > 2 || beginsZlib(head))) return true;
  return false;
}

/** zlib's magic number is only two bytes, so the first block must also have a valid type (RFC 1951, section 3.2.3). */
function beginsZlib(head: Uint8Array): boolean {
  if (head.length < HEAD_BYTES) return false;
  const type = (head[2]! >> 1) & 3;
  if (type === 0) return (head[3]! ^ head[5]!) === 0xff && (head[4]! ^ head[6]!) === 0xff;
  if (type !== 2) return type === 1;
  // A dynamic block has at most 286 and 30 codes, and the code lengths for them must form a complete code.
  if (head[2]! >> 3 > 29 || (head[3]! & 0x1f) > 29) return false;
  const lengths = ((head[3]! >> 5) | ((head[4]! & 1) << 3)) + 4;
  let space = 0;
  for (let index = 0; index < lengths; index++) {
    const bit = 33 + 3 * index;
    const pair = head[bit >> 3]! | ((head[(bit >> 3) + 1] ?? 0) << 8);
    const length = (pair >> (bit & 7)) & 7;
    if (length > 0) space += 128 >> length;
  }
  return space === 128;
}

/** Printable ASCII and line ends: 1; the rest of ASCII: 0. */
export const PRINTABLE = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d ? 1 : 0,
);

/** The first byte of a UTF-8 sequence of more than one byte. */
const [MIN_LEAD, MAX_LEAD] = [0xc2, 0xf4];

/** Whether `PROOF_BYTES` from `from` are text: UTF-8, UTF-16 in either byte order, or a name padded with zeros. */
export function isText(bytes: Uint8Array, from = 0): boolean {
  const end = from + PROOF_BYTES;
  if (end > bytes.length) return false;
  const first = bytes[from]!;
  const second = bytes[from + 1]!;
  if (first === 0) return PRINTABLE[second] === 1 && isWide(bytes, from + 1, end) && isVaried(bytes, from, end);
  if (PRINTABLE[first] === 1 && second === 0) return isWide(bytes, from, end) && isVaried(bytes, from, end);
  // The byte order mark of UTF-16
  if (first >= 0xfe && second >= 0xfe) return first !== second && isWide(bytes, from + (first === 0xff ? 2 : 3), end);
  return isUtf8(bytes, from, end) && isVaried(bytes, from, end);
}

/** Indexed by two bytes, the first one high: 0 when no text that `isText` knows begins with them. */
export const TEXT_PAIRS = new Uint8Array(1 << 16);
for (let first = 0; first < 256; first++) {
  const seconds = TEXT_PAIRS.subarray(first << 8, (first + 1) << 8);
  if (first === 0 || PRINTABLE[first] === 1) seconds.set(PRINTABLE);
  if (PRINTABLE[first] === 1) {
    seconds[0] = 1;
    seconds.fill(1, MIN_LEAD, MAX_LEAD + 1);
  }
  if (first >= MIN_LEAD && first <= MAX_LEAD) seconds.fill(1, 0x80, 0xc0);
  if (first >= 0xfe) seconds[first ^ 1] = 1;
}

/** Indexed by the first byte: 0 when no text begins with it. */
export const TEXT_FIRSTS = Uint8Array.from({ length: 256 }, (_, first) =>
  TEXT_PAIRS.subarray(first << 8, (first + 1) << 8).includes(1) ? 1 : 0,
);

/** Whether everything from `from` on is UTF-8, as far as it is looked at. */
export function isTextToEnd(bytes: Uint8Array, from: number): boolean {
  return isUtf8(bytes, from, Math.min(bytes.length, from + PROOF_BYTES));
}

/** Printable bytes from `at` on, with zeros between them. */
function isWide(bytes: Uint8Array, at: number, end: number): boolean {
  for (let index = at; index < end; index += 2)
    if (PRINTABLE[bytes[index]!] === 0 || (index + 1 < end && bytes[index + 1] !== 0)) return false;
  return true;
}

/** A sequence that `end` cuts off counts as valid. */
function isUtf8(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; ) {
    const byte = bytes[at++]!;
    if (PRINTABLE[byte] === 1) continue;
    if (byte < MIN_LEAD) return byte === 0 && at - from > 4 && isZero(bytes, at, end);
    if (byte > MAX_LEAD) return false;
    let more = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    while (more-- > 0 && at < end) if ((bytes[at++]! & 0xc0) !== 0x80) return false;
  }
  return true;
}

function isZero(bytes: Uint8Array, from: number, end: number): boolean {
  if (end - from < 4) return false;
  for (let at = from; at < end; at++) if (bytes[at] !== 0) return false;
  return true;
}

function isVaried(bytes: Uint8Array, from: number, end: number): boolean {
  return new Set(bytes.subarray(from, end)).size >= MIN_DISTINCT;
}
