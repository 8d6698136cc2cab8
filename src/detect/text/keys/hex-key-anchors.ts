/** How private keys begin when their bytes are written out one by one. */
import { hexByte } from '../../hex-byte.ts';
import { SEC1_WIDTHS } from '../../structures/key-anchors.ts';
import { EXPONENT_ANCHOR } from '../../structures/key-tail.ts';
import type { ByteSpelling } from './hex-digits.ts';

export interface HexAnchor {
  /** In lower case; matches in either case. */
  readonly text: string;
  readonly spelling: ByteSpelling;
  /** A DER key from its version on, a piece of one from its exponent on, an encryption algorithm, OpenSSH's magic. */
  readonly holds: 'der' | 'tail' | 'encrypted' | 'openssh';
}

/** The limit of the kernel. */
const MAX_ANCHOR_CHARACTERS = 32;

/** PKCS#8; PKCS#1 and DSA; SEC1: the version and the bytes after it. */
const PKCS8 = ['02 01 00 30', '02 01 01 30'];
const NUMBERS = ['02 01 00 02 82', '02 01 00 02 81'];
const SEC1 = [...SEC1_WIDTHS].map((bytes) => `02 01 01 04 ${hexByte(bytes)}`);

/** The end of 1.2.840.113549.1.5.13, PBES2, in two parts, one of which is in a row that begins with the frame. */
const PBES2 = ['f7 0d 01 05', '0d 01 05 0d'];
/** Bytes from the tag of that identifier to the anchor. */
export function bytesBeforePbes2({ text }: HexAnchor): number {
  return /^(?:0x)?f7/.test(text) ? 6 : 7;
}
const OPENSSH = Buffer.from('openssh-key-v1').toString('hex');

/** Joined without the separators; the last digit of a length may be omitted. */
const joined = (text: string, separator: string) => text.split(' ').join(separator);
const numbers = (text: string, separator: string) => joined(text.replace(/\S+/g, '0x$&'), `${separator}`);
const pairs = (text: string, odd: number) => {
  const bytes = text.split(' ');
  return bytes.map((byte, index) => (index > 0 && index % 2 === odd ? ` ${byte}` : byte)).join('');
};
/** As Go prints with %#v. */
const goNumbers = (text: string) =>
  bytesOf(text)
    .map((byte) => `0x${byte.toString(16)}`)
    .join(', ');
const bytesOf = (text: string) => text.split(' ').map((byte) => Number.parseInt(byte, 16));
const decimal = (text: string, separator: string) => bytesOf(text).join(separator);
const signed = (text: string, separator: string) =>
  bytesOf(text)
    .map((byte) => (byte < 0x80 ? byte : byte - 0x100))
    .join(separator);

const PKCS1 = '02 01 00 02';
const SHORT = [...PKCS8, PKCS1, '02 01 01 04'];
const VERSIONS = [
  [2, 1, 0],
  [2, 1, 1],
];
const opensshHex = (OPENSSH.match(/../g) ?? []).join(' ');

/** Literals of source code, with the bytes of a version as escapes; the next bytes may be unescaped. */
function escapes(): HexAnchor[] {
  const write = [
    (byte: number) => `x${hexByte(byte)}`,
    (byte: number) => `u00${hexByte(byte)}`,
    (byte: number) => byte.toString(8).padStart(3, '0'),
  ];
  return VERSIONS.flatMap((version) =>
    write.flatMap((code): HexAnchor[] => [
      { text: version.map((byte) => `\\${code(byte)}`).join(''), spelling: 'escapes', holds: 'der' },
      // Starts at the second backslash, so that it is not part of a longer run of them.
      {
        text: version
          .map((byte) => `\\\\${code(byte)}`)
          .join('')
          .slice(1),
        spelling: 'doubled-escapes',
        holds: 'der',
      },
    ]),
  );
}

function anchors(spelling: ByteSpelling, holds: HexAnchor['holds'], texts: readonly string[]): HexAnchor[] {
  return texts.map((text) => ({ text: text.slice(0, MAX_ANCHOR_CHARACTERS), spelling, holds }));
}

const COMMAS = [', ', ','];
const LINES = [',\n  ', ',\n    ', ',\n      '];

export const HEX_KEY_ANCHORS: readonly HexAnchor[] = distinct([
  ...anchors('hex', 'der', [
    ...[...PKCS8, ...NUMBERS, ...SEC1].map((text) => joined(text, '')),
    // One space, and two in the middle of a row; colons.
    ...[' ', ':'].flatMap((separator) => SHORT.map((text) => joined(text, separator))),
    // Pairs of bytes, as in xxd, starting at the first byte of a pair and at the second.
    ...[0, 1].flatMap((odd) => SHORT.map((text) => pairs(text, odd))),
  ]),
  ...anchors('numbers', 'der', [
    ...COMMAS.flatMap((separator) => SHORT.map((text) => numbers(text, separator))),
    ...SHORT.map(goNumbers),
  ]),
  ...escapes(),
  ...anchors(
    'decimal',
    'der',
    [...PKCS8, ...NUMBERS, ...SEC1].flatMap((text) => [
      ...[...COMMAS, ...LINES].map((separator) => decimal(text, separator)),
      ...COMMAS.map((separator) => signed(text, separator)),
    ]),
  ),
  // The length is in the next line of eight, or after a Java cast.
  ...anchors(
    'decimal',
    'der',
    COMMAS.flatMap((separator) => ['\n', '\r\n', ' (byte'].map((next) => `${decimal(PKCS1, separator)},${next}`)),
  ),
  ...anchors(
    'hex',
    'tail',
    ['', ' ', ':'].map((separator) => joined(EXPONENT_ANCHOR, separator)),
  ),
  ...anchors('hex', 'encrypted', [
    ...['', ' ', ':'].map((separator) => joined(PBES2[0]!, separator)),
    ...[0, 1].map((odd) => pairs(PBES2[0]!, odd)),
  ]),
  ...anchors(
    'numbers',
    'encrypted',
    COMMAS.flatMap((separator) => PBES2.map((text) => numbers(text, separator))),
  ),
  ...anchors('hex', 'openssh', [
    joined(opensshHex, ''),
    // Eight bytes, since the middle of a row follows.
    ...[' ', ':'].map((separator) => joined(opensshHex.slice(0, 23), separator)),
    ...[0, 1].map((odd) => pairs(opensshHex.slice(0, 23), odd)),
  ]),
  ...anchors(
    'numbers',
    'openssh',
    COMMAS.map((separator) => numbers(opensshHex, separator)),
  ),
  ...anchors(
    'decimal',
    'openssh',
    COMMAS.map((separator) => decimal(opensshHex, separator)),
  ),
  // A NUL follows in any spelling.
  { text: 'openssh-key-v1\\', spelling: 'escapes', holds: 'openssh' },
]);

function distinct(all: readonly HexAnchor[]): HexAnchor[] {
  return [...new Map(all.map((anchor) => [anchor.text, anchor])).values()];
}
