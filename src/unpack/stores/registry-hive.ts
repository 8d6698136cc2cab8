/**
 * Hives of the Windows registry (NTUSER.DAT, SYSTEM, SOFTWARE …; msuhanov's "Windows registry file format specification"). A value's name
 * is in one cell and its data, in UTF-16, in another: they are joined to lines, as in an export of the registry. All bins are searched for
 * cells, so that deleted ones are found too. Data of more than 16,344 bytes is stored in pieces, and becomes an entry.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { joinedPieces } from '../container/joined-pieces.ts';
import { bufferOf, firstBytesOf, hasMagic, magic, occurrencesIn } from '../container/magic.ts';
import { wholeEntry } from '../container/whole-entry.ts';

const REGF = magic('72 65 67 66');
const HBIN = magic('68 62 69 6e');
/** Name, offset and size, a multiple of 4,096 (ibid., "Hive bin"). */
const BIN_HEAD_BYTES = 12;
/** Base of cell offsets. */
const FIRST_BIN = 4096;
/** In the header: the type, which tells a hive from its log; the total size of its bins. */
const [TYPE_AT, BINS_AT] = [28, 40];
/** Cells are aligned, and begin with their size. */
const [CELL_BYTES, SIZE_BYTES] = [8, 4];
const VALUE_KEY = Buffer.from('vk');
const VALUE_KEY_BYTES = 20;
/** REG_SZ, REG_EXPAND_SZ, REG_LINK, REG_MULTI_SZ. */
const TEXTS: ReadonlySet<number> = new Set([1, 2, 6, 7]);
/** Largest size of data in one cell, or in one piece. */
const MAX_PIECE_BYTES = 16_344;
/** Handed on at a time. */
const BATCH_BYTES = 1 << 18;

export const registryHive: SourceContainer = {
  id: 'registry-hive',
  title: 'Windows registry hive: values with their names',
  limits: 'changes in its logs (.LOG1, .LOG2): only raw bytes',
  reads: 'source',
  headBytes: REGF.bytes.length,
  keepsLeaf: 'searched',
  firstBytes: firstBytesOf([REGF]),
  sniff: (head) => hasMagic(head, REGF),
  entries,
};

interface Value {
  readonly name: string;
  readonly type: number;
  /** Offset of the cell with the data. */
  readonly dataAt: number;
  readonly bytes: number;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const ahead = new ReadAheadSource(source);
  let [lines, from, lost] = ['', FIRST_BIN, -1];
  let bytesLeft = TIMES_READ * source.size;
  for (const at of occurrencesIn(source, VALUE_KEY, budget, FIRST_BIN)) {
    const value = at % CELL_BYTES === SIZE_BYTES ? valueAt(source, ahead, at) : undefined;
    if (value === undefined) continue;
    bytesLeft -= costOf(value);
    if (bytesLeft < 0) break;
    if (value.bytes > MAX_PIECE_BYTES) {
      const pieces = piecesOf(source, value);
      if (pieces !== undefined) {
        yield { name: `${value.name} at ${at}`, open: () => joinedPieces(source, pieces, budget) };
        if (lost < 0 && isCutOff(pieces, value)) lost = at;
      }
    } else if (TEXTS.has(value.type)) lines += linesOf(source, value);
    if (lines.length < BATCH_BYTES) continue;
    yield wholeEntry(`values from ${from} on`, Buffer.from(lines));
    [lines, from] = ['', at];
  }
  if (lines !== '') yield wholeEntry(`values from ${from} on`, Buffer.from(lines));
  if (bytesLeft < 0) yield damaged('values of the hive overlap; the others are scanned as is');
  if (isCut(source)) return yield damaged('the hive ends before its last bin; what is there is read');
  const noBin = firstLostBin(source, ahead, budget);
  if (noBin !== undefined)
    yield damaged(
      `expected a bin of the hive at byte ${noBin}, found something else; the bytes there are scanned as is`,
    );
  else if (lost >= 0) yield damaged(`data of the value at ${lost} are not in the hive as a whole`);
}

/** Limit on reads: names and data of values overlap only in a forged hive, or where deleted ones were overwritten. */
const TIMES_READ = 4;

function costOf({ name, type, bytes }: Value): number {
  return name.length + (bytes > MAX_PIECE_BYTES || TEXTS.has(type) ? bytes : 0);
}

function isCutOff(pieces: readonly { readonly start: number; readonly end: number }[], { bytes }: Value): boolean {
  return pieces.reduce((sum, { start, end }) => sum + end - start, 0) < bytes;
}

/** Undefined unless there is a value with a data cell; up to four bytes are stored in the value cell itself. */
function valueAt(source: ByteSource, ahead: ByteSource, at: number): Value | undefined {
  if (at + VALUE_KEY_BYTES > source.size) return undefined;
  const view = bufferOf(ahead.read(at, VALUE_KEY_BYTES));
  const nameBytes = view.readUInt16LE(2);
  const [bytes, type, flags] = [view.readUInt32LE(4), view.readUInt32LE(12), view.readUInt16LE(16)];
  const dataAt = FIRST_BIN + view.readUInt32LE(8);
  if (dataAt % CELL_BYTES !== 0 || dataAt + SIZE_BYTES + 2 > source.size || bytes >= source.size) return undefined;
  if (at + VALUE_KEY_BYTES + nameBytes > source.size) return undefined;
  const name = bufferOf(ahead.read(at + VALUE_KEY_BYTES, nameBytes)).toString(flags & 1 ? 'latin1' : 'utf16le');
  return { name, type, dataAt, bytes };
}

/** `"name"="value"`; strings of a list get a line each, since they may be lines of a key. */
function linesOf(source: ByteSource, { name, type, dataAt, bytes }: Value): string {
  const start = dataAt + SIZE_BYTES;
  const read = bufferOf(source.read(start, Math.min(bytes, source.size - start))).toString('utf16le');
  let end = read.length;
  while (read.charCodeAt(end - 1) === 0) end--;
  const strings = read.slice(0, end).split('\0');
  if (type !== 7 || strings.length === 1) return `"${name}"="${strings[0]}"\n`;
  return `"${name}"=\n${strings.join('\n')}\n`;
}

/** The pieces of a "big data" record: `db`, their count, the offset of a cell that lists them. */
function piecesOf(source: ByteSource, { dataAt, bytes }: Value) {
  const record = cellAt(source, dataAt, 8);
  if (record === undefined || record.toString('latin1', 0, 2) !== 'db') return undefined;
  const list = cellAt(source, FIRST_BIN + record.readUInt32LE(4), 4 * record.readUInt16LE(2));
  if (list === undefined) return undefined;
  const pieces: { readonly start: number; readonly end: number }[] = [];
  let left = bytes;
  for (let at = 0; at < list.length && left > 0; at += 4) {
    const start = FIRST_BIN + list.readUInt32LE(at) + SIZE_BYTES;
    const length = Math.min(left, MAX_PIECE_BYTES);
    if (start + length > source.size) break;
    pieces.push({ start, end: start + length });
    left -= length;
  }
  return pieces;
}

function cellAt(source: ByteSource, at: number, bytes: number): Buffer | undefined {
  return at + SIZE_BYTES + bytes > source.size ? undefined : bufferOf(source.read(at + SIZE_BYTES, bytes));
}

/** Bins follow one another up to the end that the header gives. Logs contain only changed pages, so they are not checked. */
function firstLostBin(source: ByteSource, ahead: ByteSource, budget: Budget): number | undefined {
  const header = bufferOf(source.read(0, BINS_AT + 4));
  const end = header.readUInt32LE(TYPE_AT) === 0 ? FIRST_BIN + header.readUInt32LE(BINS_AT) : 0;
  for (let at = FIRST_BIN; at + BIN_HEAD_BYTES <= end; ) {
    budget.checkTime();
    const bin = bufferOf(ahead.read(at, BIN_HEAD_BYTES));
    const bytes = bin.readUInt32LE(8);
    if (!hasMagic(bin, HBIN) || bytes === 0 || bytes % FIRST_BIN !== 0) return at;
    at += bytes;
  }
  return undefined;
}

/** Logs contain only changed pages: Windows XP leaves 1,024 bytes of one (NTUSER.DAT.LOG) when there are none to write. */
function isCut(source: ByteSource): boolean {
  if (source.size < BINS_AT + 4) return true;
  const header = bufferOf(source.read(0, BINS_AT + 4));
  return header.readUInt32LE(TYPE_AT) === 0 && FIRST_BIN + header.readUInt32LE(BINS_AT) > source.size;
}
