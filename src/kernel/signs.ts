import { CELL_BYTES, SIGNS, type Sign, type Signs } from '../model/sign.ts';
import { SIGN_HEADS, SIGN_HEADS_END, SIGN_TABLES, SIGN_WORDS } from './assembly/layout.ts';
import { signsWasm } from './generated/signs-wasm.ts';
import { SIGN_BLOCK_BYTES } from './machine.ts';
import type { OpenKernel } from './open-kernel.ts';
import { type WasmModule, webAssembly } from './web-assembly.ts';

/** A set of ASCII characters as the product of their halves: rows are the upper four bits, columns the lower ones. */
interface Rectangle {
  readonly rows: string;
  readonly columns: string;
}

/**
 * Kinds of pairs, one bit of a byte each: which characters come first, which second, and which signs that indicates.
 */
const PAIRS: readonly { readonly lead: Rectangle; readonly next: Rectangle; readonly signs: readonly Sign[] }[] = [
  // A percent sign, a hex digit
  { lead: { rows: '2', columns: '5' }, next: { rows: '346', columns: '0123456789' }, signs: [SIGNS.percent] },
  // An ampersand, a letter with which a name in `entities` begins
  { lead: { rows: '2', columns: '6' }, next: { rows: '4567', columns: '01234578ce' }, signs: [SIGNS.ampersand] },
  // A backslash, then a quotation mark, a slash, `-`, an octal digit, a line end; and the letters u, U, x, a backslash and `_`
  { lead: { rows: '5', columns: 'c' }, next: { rows: '023', columns: '01234567adf' }, signs: [SIGNS.backslash] },
  { lead: { rows: '5', columns: 'c' }, next: { rows: '57', columns: '58cf' }, signs: [SIGNS.backslash] },
  // `=3` and `&#`; beside them 6 and `-` before `#` and 3
  { lead: { rows: '23', columns: '6d' }, next: { rows: '23', columns: '3' }, signs: [SIGNS.equals, SIGNS.ampersand] },
  // An equals sign or a quote, then a line end or a tab
  { lead: { rows: '23', columns: '27d' }, next: { rows: '0', columns: '9ad' }, signs: [SIGNS.equals, SIGNS.quote] },
  // A quote, then a blank, another quote, `&`, `+` or `.`; `<`, `>`, `|`, `~` or a backslash
  { lead: { rows: '2', columns: '27' }, next: { rows: '2', columns: '0267be' }, signs: [SIGNS.quote] },
  { lead: { rows: '2', columns: '27' }, next: { rows: '357', columns: 'ce' }, signs: [SIGNS.quote] },
];
/** Counts by itself, and is marked as a pair of the last kind. */
const BACKTICK = 0x60;
const OF_BACKTICK = 0x80;

const TOKENS = /[A-Za-z0-9+/_\-\r\n]/;
/** The characters that `hex`, `hex-bytes`, `hex-dump` and `byte-array` read. */
const NUMBERS = /[0-9A-Fa-f:, \-\t\n\v\f\rxX()ytuU`$&H]/;
const HEX_DIGITS = /[0-9A-Fa-f]/;

/** Finds signs in [start, end) of the window. The result is valid until the next call, or until the window changes. */
export type SignFinder = (start: number, end: number) => Signs;

let compiled: WasmModule | undefined;

/** The first four bytes of a format: which bits count, and their values. */
export interface FormatHead {
  readonly mask: number;
  readonly value: number;
}

/**
 * Opens a sign finder that works in the kernel's memory, so that the window need not be copied.
 * @param heads of the formats that are searched for in base64: a word that begins with none of them and is not text
 * gets no sign
 */
export function openSigns({ machine }: OpenKernel, heads: readonly FormatHead[]): SignFinder {
  const { memory, buffer, windowAt, windowBytes, signsAt, signPlaneBytes } = machine;
  compiled ??= new webAssembly.Module(Buffer.from(signsWasm, 'base64'));
  const { exports } = new webAssembly.Instance(compiled, { env: { memory } });
  const { findSigns } = exports as { findSigns(from: number, to: number, out: number, plane: number): number };
  writeTables(new Uint8Array(buffer, SIGN_TABLES));
  writeWordTables(buffer, heads);
  const planes = Object.values(SIGNS).map(
    (sign) => new Int32Array(buffer, signsAt + sign * signPlaneBytes, signPlaneBytes / Int32Array.BYTES_PER_ELEMENT),
  );
  return (start, end) => {
    const first = Math.floor(start / SIGN_BLOCK_BYTES);
    // The sign of a pair or a stretch may lie after its beginning, so one more block is read.
    const stop = Math.floor(Math.min(end, windowBytes) / SIGN_BLOCK_BYTES) + 1;
    const seen = findSigns(
      windowAt + first * SIGN_BLOCK_BYTES,
      windowAt + stop * SIGN_BLOCK_BYTES,
      signsAt + first * Int32Array.BYTES_PER_ELEMENT,
      signPlaneBytes,
    );
    return { seen, next: (sign, at) => nextCell(planes[sign]!, Math.max(at, first * SIGN_BLOCK_BYTES), stop) };
  };
}

const BLOCK_SHIFT = Math.log2(SIGN_BLOCK_BYTES);
const CELL_SHIFT = Math.log2(CELL_BYTES);

function nextCell(words: Int32Array, at: number, stop: number): number {
  let block = at >> BLOCK_SHIFT;
  if (block >= stop) return -1;
  // Shift counts are taken modulo 32.
  let bits = words[block]! & (-1 << (at >> CELL_SHIFT));
  while (bits === 0) {
    if (++block === stop) return -1;
    bits = words[block]!;
  }
  return block * SIGN_BLOCK_BYTES + CELL_BYTES * (31 - Math.clz32(bits & -bits));
}

/** Writes the tables of assembly/signs.ts, each one vector. */
function writeTables(into: Uint8Array): void {
  const bits = (rectangles: readonly Rectangle[], side: 'rows' | 'columns') =>
    Array.from({ length: 16 }, (_, half) =>
      rectangles.reduce((all, { [side]: halves }, bit) => all | (halves.includes(half.toString(16)) ? 1 << bit : 0), 0),
    );
  const splat = (byte: number) => Array.from({ length: 16 }, () => byte);
  const leads = PAIRS.map(({ lead }) => lead);
  const nexts = PAIRS.map(({ next }) => next);
  const vectors = [
    splat(15),
    Array.from({ length: 16 }, (_, row) => (row < 8 ? 1 << row : 255)),
    foreignRows(TOKENS),
    foreignRows(NUMBERS),
    bits(leads, 'rows'),
    bits(leads, 'columns'),
    bits(nexts, 'rows'),
    bits(nexts, 'columns'),
    splat(BACKTICK),
    splat(OF_BACKTICK),
    ...[SIGNS.percent, SIGNS.ampersand, SIGNS.backslash, SIGNS.equals, SIGNS.quote].map((sign) =>
      splat(PAIRS.reduce((mask, { signs }, bit) => mask | (signs.includes(sign) ? 1 << bit : 0), 0)),
    ),
    memberRows(HEX_DIGITS),
  ];
  into.set(vectors.flat());
}

/**
 * For each column, the set of rows of ASCII that have no member there. Never 0, so that bytes above ASCII are no
 * members either.
 */
function foreignRows(members: RegExp): readonly number[] {
  return memberRows(members).map((rows) => ~rows & 255);
}

/** For each column, the set of rows of ASCII that have a member there. */
function memberRows(members: RegExp): readonly number[] {
  return Array.from({ length: 16 }, (_, column) =>
    Array.from({ length: 8 }, (_, row) => row)
      .filter((row) => members.test(String.fromCharCode(16 * row + column)))
      .reduce((rows, row) => rows | (1 << row), 0),
  );
}

/** Writes the tables of assembly/words.ts. */
function writeWordTables(buffer: ArrayBuffer, heads: readonly FormatHead[]): void {
  if (8 * heads.length >= SIGN_HEADS_END - SIGN_HEADS) throw new Error(`signs: ${heads.length} heads are too many`);
  const firsts = new Set(heads.map(({ value }) => value >>> 24));
  const rowsOf = (from: number) => (column: number) =>
    Array.from({ length: 8 }, (_, row) => row)
      .filter((row) => firsts.has(16 * (from + row) + column))
      .reduce((rows, row) => rows | (1 << row), 0);
  const vectors = [
    rowsOf(0),
    rowsOf(8),
    (half: number) => 1 << (half % 8),
    // What `+`, `-` and `/` stand for, by column; then, by row, what is added to a digit to give its value.
    (column: number) => [62, 0, 62, 0, 63][column - 11] ?? 0,
    (row: number) => [0, 0, 0, 4, -65, -65, -71, -71][row] ?? 0,
  ].map((byteOf) => Array.from({ length: 16 }, (_, half) => byteOf(half)));
  new Uint8Array(buffer, SIGN_WORDS).set(vectors.flat());
  const list = new Uint32Array(buffer, SIGN_HEADS, 2 * heads.length + 2);
  list.set(heads.flatMap(({ mask, value }) => [mask, value]));
}
