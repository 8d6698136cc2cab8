/**
 * Keys as lists of numbers or characters, in the notations of many programs (spelled-notations.ts). One that was compiled, dumped or
 * obfuscated looks like that: `.byte 45` on each line, `0x2duy; 0x2duy`, `'-', '-', 'B'`, `chr(45)+chr(45)`, `00101101 00101101`. What no
 * sign of a coding tells from other text is known by what it must spell out: each notation is found by how it writes the beginning
 * of a key, and nothing else is read.
 */
import { beginsKey, KEY_HEAD_BYTES, mayBeginKey } from '../container/key-heads.ts';
import { anyMagic, bufferOf, type Magic } from '../container/magic.ts';
import { NOTATIONS, type Notation } from './spelled-notations.ts';
import { type Decoded, spelling } from './spelling.ts';

/** Bytes of a key that must be there. */
const MIN_BYTES = KEY_HEAD_BYTES;
/** Numbers after which most lists are known to be no key: dumps of text have long lines of dashes. */
const TELLING_NUMBERS = 6;
/** As many numbers, one a line, with their comments or offsets. */
const HEAD_BYTES = 2048;
/** A number with everything before it, at most: one that begins later in a window may be cut off. */
const MAX_NUMBER_BYTES = 512;

/** What stands between two numbers: punctuation; a comment, or the printable characters of a dump, and the next line with its offset. */
const PUNCTUATION = String.raw`[ \t,;+&.|]{0,64}`;
const LINE_END = String.raw`(?:(?:\/\/|#|;|--)[^\n]{0,128}|[ \t]{2}[^\n]{1,64}|[\\_])?\r?\n`;
/** What a log has before each line: a time, a name. */
const PREFIX = String.raw`(?:[^\n]{1,64}[Z|\]][ \t])??[ \t]{0,64}`;
const OFFSET = String.raw`(?:(?:0x)?[\da-fA-F]{4,16}(?: <[^>\n]{1,128}>)?:?[ \t]{1,16})??`;
const DIRECTIVE = String.raw`(?:\.?[A-Za-z]{2,5}[ \t]{1,8})??`;
const INDEX = String.raw`["']?\d{1,10}["']?[ \t]{0,4}:[ \t]{0,16}`;
/** Each part as short as possible: what looks like an offset may be a number. */
const SEPARATOR = `${PUNCTUATION}(?:${LINE_END}${PREFIX}${OFFSET}${DIRECTIVE}){0,2}?`;

const SHOWN = String.raw`(?: '(?:\\[^'\n]{1,3}|[^\n])')?`;

const CHARACTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Second byte of a key in DER. */
const DER_LENGTHS = [0x82, 0x81, 0x77, 0x2e, 0x41];
const MAGICS = NOTATIONS.flatMap(magicsOf);
const mayBegin = anyMagic(MAGICS);

export const spelledKey = spelling({
  id: 'spelled-key',
  title:
    'keys as lists of numbers or characters: `.byte` or `DB` a line, F#, OCaml, Nim, Kotlin, Ada, Verilog, `od -t d1`, `xxd -b`, gdb, `chr(45)`',
  limits: 'what begins neither as PEM nor as a key in DER, which is scanned as is',
  headBytes: HEAD_BYTES,
  magics: MAGICS,
  expected: 'a key spelled out',
  decoderOf(head) {
    const notation = mayBegin(head) ? notationOf(bufferOf(head).toString('latin1')) : undefined;
    if (notation === undefined) return undefined;
    let isFirst = true;
    return (bytes, isLast) => {
      const decoded = readNumbers(bufferOf(bytes).toString('latin1'), notation, { isFirst, isLast });
      isFirst = false;
      return decoded;
    };
  },
});

/** In which notation `text` begins with a key. */
function notationOf(text: string): Notation | undefined {
  const front = text.slice(0, HEAD_BYTES);
  return NOTATIONS.find((notation) => {
    const { lead, before = lead, size } = notation;
    if (!front.startsWith(before)) return false;
    const head = (most: number) => readNumbers(front, notation, { isFirst: true, isLast: true, most }).bytes;
    if (!mayBeginKey(head(TELLING_NUMBERS))) return false;
    const bytes = head(Math.ceil(MIN_BYTES / size));
    return bytes.length >= MIN_BYTES && beginsKey(bytes);
  });
}

interface Piece {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Numbers after which to stop. */
  readonly most?: number;
}

function readNumbers(text: string, notation: Notation, { isFirst, isLast, most }: Piece): Decoded {
  const { first, next } = patternsOf(notation);
  const numbers: string[] = [];
  let end = 0;
  for (let pattern = isFirst ? first : next; ; pattern = next) {
    pattern.lastIndex = end;
    if (!isLast && end > text.length - MAX_NUMBER_BYTES)
      return { bytes: bytesOf(numbers, notation), end, isOver: false };
    const digits = pattern.exec(text)?.[1];
    if (digits === undefined || numbers.length === most)
      return { bytes: bytesOf(numbers, notation), end, isOver: true };
    numbers.push(digits);
    end = pattern.lastIndex;
  }
}

interface Patterns {
  readonly first: RegExp;
  readonly next: RegExp;
}

const patterns = new Map<Notation, Patterns>();

function patternsOf(notation: Notation): Patterns {
  const known = patterns.get(notation);
  if (known !== undefined) return known;
  const { lead, tail, before, isShown } = notation;
  const number = `${literal(lead)}(${digitsOf(notation)})${literal(tail)}${tail === '' ? '(?![\\w.]\\d|[\\dA-Za-z:-])' : ''}`;
  const made = {
    first: new RegExp(`${before === undefined ? '' : literal(before)}${number}`, 'y'),
    next: new RegExp(`${isShown ? SHOWN : ''}${SEPARATOR}${before === undefined ? '' : INDEX}${number}`, 'y'),
  };
  patterns.set(notation, made);
  return made;
}

function digitsOf({ digits, size }: Notation): string {
  // No shorter words: an offset would be one.
  if (digits === 'decimal') return `-?\\d{${{ 1: '1,3', 2: '4,5', 4: '8,10', 8: '18,20' }[size]}}`;
  if (digits === 'hex') return `[\\da-fA-F]{1,${2 * size + 1}}`;
  return digits === 'bits' ? '[01]{8}' : String.raw`\\[nrt'"\\]|[^\\\n]`;
}

function literal(text: string): string {
  return text.replace(/[.()[\]\\]/g, String.raw`\$&`);
}

/** Words are in the byte order in which they make a key; most processors have the least significant byte first. */
function bytesOf(numbers: readonly string[], { digits, size }: Notation): Uint8Array {
  if (digits === 'character') return Buffer.from(numbers.map(characterOf).join(''), 'latin1');
  const base = { decimal: '', hex: '0x', bits: '0b' }[digits];
  if (size === 1) return Uint8Array.from(numbers, (number) => Number(base + number));
  const bytes = Buffer.alloc(size * numbers.length + 8);
  // Each is written with the zeros or ones above it, over which the next one is written.
  for (const [index, number] of numbers.entries())
    bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(base + number)), size * index);
  return bytes.subarray(0, -8);
}

function characterOf(text: string): string {
  return text.length === 1 ? text : (CHARACTERS[text[1]!] ?? text[1]!);
}

/** How a list begins whose bytes are a key: one beginning for each gap that may follow its first number. */
function magicsOf(notation: Notation): Magic[] {
  const { lead, tail, gaps, before = '', digits, size } = notation;
  const spelled = (numbers: readonly string[], gap: string) => numbers.map((number) => lead + number + tail).join(gap);
  const texts = beginningsOf(digits, size).flatMap((numbers) =>
    gaps.length === 0
      ? [before + spelled(numbers.slice(0, 1), '')]
      : // What follows a line end is indented.
        gaps.map((gap) => (gap.endsWith('\n') ? spelled(numbers.slice(0, 1), gap) + gap : spelled(numbers, gap))),
  );
  return [...new Set(texts)].map((text) => ({ offset: 0, bytes: [...Buffer.from(text)] }));
}

/** The first numbers of `-----BEGIN `, and those of the sequence that is a key in DER, whose length is one or two bytes. */
function beginningsOf(digits: Notation['digits'], size: Notation['size']): string[][] {
  if (digits === 'character') return [['-', '-', '-']];
  if (size > 1) {
    const words = [0, size].map((at) =>
      Buffer.from('-----BEGIN PRIVA')
        .subarray(at, at + size)
        .reverse()
        .toString('hex'),
    );
    if (digits === 'hex') return words.slice(0, 1).flatMap((word) => [[word], [word.toUpperCase()]]);
    const [first = '', second = ''] = words.map((word) => `${BigInt(`0x${word}`)}`);
    return size === 2 ? [[first, second]] : [[first]];
  }
  const pem = spellings(0x2d, digits).map((dash) => [dash, dash, dash]);
  const sequence = spellings(0x30, digits)[0]!;
  return [...pem, ...DER_LENGTHS.flatMap((length) => spellings(length, digits)).map((length) => [sequence, length])];
}

function spellings(byte: number, digits: Notation['digits']): string[] {
  if (digits === 'bits') return [byte.toString(2).padStart(8, '0')];
  if (digits === 'decimal') return byte < 128 ? [`${byte}`] : [`${byte}`, `${byte - 256}`];
  const hex = byte.toString(16);
  return [...new Set([hex, hex.toUpperCase()])];
}
