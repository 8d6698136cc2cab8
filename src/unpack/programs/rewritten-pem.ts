/**
 * Private keys in PEM that were rewritten letter by letter: backwards, as obfuscated scripts have them, also in base64; in ROT13; in EBCDIC,
 * as mainframes have them. Each is found by how it writes what it begins with.
 */
import { anyMagic, type Magic } from '../container/magic.ts';
import { spelling } from './spelling.ts';

interface Rewriting {
  readonly beginnings: readonly Buffer[];
  /** What must stand within the first `HEAD_BYTES`. */
  readonly confirmedBy: RegExp;
  /** The last line, or else the first byte that is no text. */
  readonly end: RegExp;
  undo(text: Buffer): Buffer;
}

/** PEM of a key is shorter. */
const MAX_KEY_BYTES = 32 << 10;
const HEAD_BYTES = 128;

/** RFC 7468: the first and the last line. */
const [BEGIN, PRIVATE_KEY, END] = ['-----BEGIN ', 'PRIVATE KEY', '-----END '];

/** By letter: what EBCDIC (IBM code pages 037 and 1047, which agree on these) has for it. */
const EBCDIC = new Map<string, number>();
for (const [first, letters] of [
  ...([
    [0x81, 'abcdefghi'],
    [0x91, 'jklmnopqr'],
    [0xa2, 'stuvwxyz'],
    [0xc1, 'ABCDEFGHI'],
    [0xd1, 'JKLMNOPQR'],
  ] as const),
  ...([
    [0xe2, 'STUVWXYZ'],
    [0xf0, '0123456789'],
    [0x40, ' '],
    [0x4b, '.'],
    [0x4e, '+'],
    [0x60, '-/'],
    [0x6b, ','],
    [0x7a, ':'],
  ] as const),
  ...([
    [0x7e, '='],
    [0x05, '\t'],
    [0x0d, '\r'],
    [0x15, '\n'],
  ] as const),
] as const)
  for (const [index, letter] of [...letters].entries()) EBCDIC.set(letter, first + index);
const FROM_EBCDIC = new Uint8Array(256).fill(0x3f);
for (const [letter, byte] of EBCDIC) FROM_EBCDIC[byte] = letter.charCodeAt(0);
/** Line feed: most converters write it as 0x25, others as a new line, 0x15. */
FROM_EBCDIC[0x25] = 0x0a;

const REWRITINGS: readonly Rewriting[] = [
  {
    beginnings: [backwards(`${PRIVATE_KEY}-----`)],
    confirmedBy: /DNE-----/,
    end: /NIGEB-----|(?=[^\t\r\n -~])/,
    undo: (text) => backwards(withLineEnds(text.toString('latin1'))),
  },
  {
    beginnings: lastLinesInBase64().map(backwards),
    confirmedBy: /^=*[A-Za-z0-9+/]{64}/,
    end: /[A-Za-z0-9+/](?![A-Za-z0-9+/])/,
    undo: backwards,
  },
  {
    beginnings: [rotated(Buffer.from(BEGIN))],
    confirmedBy: /^-----ORTVA [A-Z ]*CEVINGR XRL/,
    end: /-----RAQ [A-Z ]{1,64}-----|(?=[^\t\r\n -~])/,
    undo: rotated,
  },
  {
    beginnings: [inEbcdic(BEGIN)],
    confirmedBy: new RegExp(inEbcdic(PRIVATE_KEY).toString('latin1')),
    end: new RegExp(`${inEbcdic(END).toString('latin1')}[^\x60]{1,64}\x60{5}|(?=[^${inClass(EBCDIC.values())}\x25])`),
    undo: (text) => Buffer.from(text.map((byte) => FROM_EBCDIC[byte]!)),
  },
];

const MAGICS: readonly Magic[] = REWRITINGS.flatMap(({ beginnings }) =>
  beginnings.map((beginning) => ({ offset: 0, bytes: [...beginning] })),
);

const mayBegin = anyMagic(MAGICS);

export const rewrittenPem = spelling({
  id: 'rewritten-pem',
  title: 'private keys in PEM written backwards, also in base64, in ROT13, or in EBCDIC',
  headBytes: HEAD_BYTES,
  magics: MAGICS,
  expected: 'PEM that was rewritten',
  decoderOf(head) {
    const rewriting = mayBegin(head) ? rewritingOf(head) : undefined;
    if (rewriting === undefined) return undefined;
    // What is written backwards can be read only from its end on, so the windows are gathered up to there.
    let gathered = Buffer.alloc(0);
    return (bytes, isLast) => {
      const before = gathered.length;
      gathered = Buffer.concat([gathered, bytes]);
      const found = rewriting.end.exec(gathered.toString('latin1'));
      const length = found === null ? gathered.length : found.index + found[0].length;
      // A match that ends with the window may go on.
      const isOver = isLast || length < gathered.length || length > MAX_KEY_BYTES;
      const whole = isOver ? rewriting.undo(gathered.subarray(0, length)) : Buffer.alloc(0);
      return { bytes: whole, end: Math.max(0, length - before), isOver };
    };
  },
});

function rewritingOf(head: Uint8Array): Rewriting | undefined {
  const bytes = Buffer.from(head.subarray(0, HEAD_BYTES));
  return REWRITINGS.find(
    ({ beginnings, confirmedBy }) =>
      beginnings.some((beginning) => bytes.subarray(0, beginning.length).equals(beginning)) &&
      confirmedBy.test(bytes.toString('latin1')),
  );
}

function backwards(text: Buffer | string): Buffer {
  return Buffer.from(Buffer.from(text).reverse());
}

/** In a literal, line ends are escapes; in one that was written backwards as a whole, they are so too. */
function withLineEnds(text: string): string {
  return /DNE-----n\\/.test(text) ? text : text.replaceAll(/(?:\\r)?\\n/g, '\n');
}

function rotated(text: Buffer): Buffer {
  return Buffer.from(
    text.toString('latin1').replace(/[A-Za-z]/g, (letter) => {
      const [code, first] = [letter.charCodeAt(0), letter < 'a' ? 0x41 : 0x61];
      return String.fromCharCode(first + ((code - first + 13) % 26));
    }),
    'latin1',
  );
}

/** The bytes in a class of a regular expression. */
function inClass(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

function inEbcdic(text: string): Buffer {
  return Buffer.from([...text].map((letter) => EBCDIC.get(letter)!));
}

/** The end of a key in base64: with and without a line end, behind each number of bytes of the group in which it begins. */
function lastLinesInBase64(): string[] {
  return ['\n', ''].flatMap((lineEnd) =>
    [0, 1, 2].map((before) =>
      // The first group depends on what stands before it.
      Buffer.from(`${'-'.repeat(before)}${PRIVATE_KEY}-----${lineEnd}`)
        .toString('base64')
        .slice(4),
    ),
  );
}
