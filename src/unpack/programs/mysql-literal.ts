/**
 * Binary columns in dumps of MySQL and MariaDB. Without --hex-blob, mysqldump and mariadb-dump write the bytes as they are into a string
 * literal, with a backslash before those that would end it (MySQL 8.4 Reference Manual, 11.1.1, table 11.1). So do --tab, SELECT … INTO
 * OUTFILE and the client (mysql --batch) in columns between tabs. Nearly every key and packed file has such a byte, and no reader accepts
 * it with the backslashes.
 */
import { isFrame } from '../codecs/zstd-frame.ts';
import { anyMagic, type Magic } from '../container/magic.ts';
import { beginsFormat, HEAD_BYTES } from '../container/plausible.ts';
import { LITERAL_HEADS } from './literal-heads.ts';
import { type Decoded, spelling } from './spelling.ts';

const [NUL, TAB, LF, QUOTE, BACKSLASH] = [0x00, 0x09, 0x0a, 0x27, 0x5c];
/** What is written behind a backslash, by byte; all others stand for themselves. */
const LETTERS = new Map([
  [0x00, '0'],
  [0x08, 'b'],
  [TAB, 't'],
  [LF, 'n'],
  [0x0d, 'r'],
  [0x1a, 'Z'],
]);
const BYTES = new Map([...LETTERS].map(([byte, letter]) => [letter.charCodeAt(0), byte]));

const MAGICS = LITERAL_HEADS.flatMap((head) => [inQuotes(head), ...behindTab(head)]);
const mayBegin = anyMagic(MAGICS);
/** Shown to `sniff`: the quote, and the head of a format with a backslash before each byte. */
const SNIFF_BYTES = 1 + 2 * HEAD_BYTES;

export const mysqlLiteral = spelling({
  id: 'mysql-literal',
  title: 'binary columns in dumps of MySQL and MariaDB (literals and columns with backslashes)',
  limits: 'what begins neither as a key nor as a packed file or document, which is scanned as is',
  headBytes: SNIFF_BYTES,
  magics: MAGICS,
  expected: 'a string literal or a column of a MySQL dump',
  decoderOf(head) {
    if (!mayBegin(head)) return undefined;
    const ends = endsOf(head);
    const beginning = undo(head.subarray(1), ends, true).bytes;
    if (!beginsFormat(beginning) || namesDictionary(beginning)) return undefined;
    let from = 1;
    return (text, isLast) => {
      const { bytes, end, isOver } = undo(text.subarray(from), ends, isLast);
      const decoded = { bytes, end: from + end, isOver };
      from = 0;
      return decoded;
    };
  },
});

/** How a literal begins whose content begins with `head`. */
function inQuotes({ bytes }: Magic): Magic {
  return { offset: 0, bytes: [QUOTE, ...bytes.flatMap((byte) => escaped(byte, [0x00, LF, 0x0d, 0x1a, QUOTE]))] };
}

/**
 * The same for a column that is not the first. Behind the backslash, a tab or line feed is a letter (mysql --batch), or stands for itself
 * (SELECT … INTO OUTFILE).
 */
function behindTab({ bytes }: Magic): readonly Magic[] {
  const separators = [TAB, LF].filter((byte) => bytes.includes(byte));
  const withLetters = bytes.flatMap((byte) => escaped(byte, [0x00, ...separators]));
  const asTheyAre = bytes.flatMap((byte) => (separators.includes(byte) ? [BACKSLASH, byte] : escaped(byte, [0x00])));
  const written = separators.length > 0 ? [withLetters, asTheyAre] : [withLetters];
  return written.map((head) => ({ offset: 0, bytes: [TAB, ...head] }));
}

function escaped(byte: number, special: readonly number[]): readonly number[] {
  if (!special.includes(byte)) return [byte];
  return [BACKSLASH, LETTERS.get(byte)?.charCodeAt(0) ?? byte];
}

/**
 * A Zstandard frame whose dictionary is elsewhere (RFC 8878, section 3.1.1.1.1): programs have thousands of them in a row, such as
 * DirectML.dll, and one in 128 is behind a byte that is a quote or a tab by chance.
 */
function namesDictionary(head: Uint8Array): boolean {
  return isFrame(head) && (head[4]! & 3) !== 0;
}

/**
 * What ends the literal or column that begins with the first byte. All of these programs write a zero as `\0`: where one stands as it is, the
 * beginning was that by chance, as one value of an NSS database in 128 is behind a quote or a tab.
 */
function endsOf([opening]: Uint8Array): readonly number[] {
  return opening === QUOTE ? [NUL, QUOTE] : [NUL, TAB, LF];
}

/** Leaves what ends it. @param isLast nothing follows */
function undo(text: Uint8Array, ends: readonly number[], isLast: boolean): Decoded {
  const bytes = new Uint8Array(text.length);
  let [length, at] = [0, 0];
  for (; at < text.length; at++) {
    const byte = text[at]!;
    if (ends.includes(byte)) return { bytes: bytes.subarray(0, length), end: at, isOver: true };
    if (byte !== BACKSLASH) bytes[length++] = byte;
    else if (at + 1 === text.length) break;
    else {
      const letter = text[++at]!;
      bytes[length++] = BYTES.get(letter) ?? letter;
    }
  }
  return { bytes: bytes.subarray(0, length), end: at, isOver: isLast };
}
