/**
 * Bytecode of Hermes, which React Native ships in place of JavaScript (`index.android.bundle`, `main.jsbundle`): Hermes,
 * include/hermes/BCGen/HBC/BytecodeFileFormat.h. Its strings are stored back to back and share common parts: those that a neighbour could
 * be taken for part of come one a line. Strings of two bytes a character, and all else, are scanned as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { gluedLines } from './glued-lines.ts';

/*  0  8  "Hermes" in Greek letters of UTF-16, cut to 8 bytes
 *  8  4  version                    36  4  function of the program       52  4  count of strings
 * 12 20  SHA-1 of the source        40  4  count of functions            56  4  count of overflowing strings
 * 32  4  length of the file         44  4  count of kinds of strings     60  4  bytes of the storage of strings
 *                                   48  4  count of identifiers
 * All numbers are little-endian. What follows depends on the version, up to 128 bytes.                              */
const MAGIC = magic('c6 1f bc 03 c1 03 19 1f');
const HEADER_BYTES = 128;

export const hermesBytecode: SourceContainer = {
  id: 'hermes-bytecode',
  title: 'Hermes bytecode of React Native apps (strings)',
  reads: 'source',
  headBytes: HEADER_BYTES,
  keepsLeaf: 'searched',
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => head.length >= HEADER_BYTES && hasMagic(head, MAGIC),
  entries,
};

const NAME = 'strings';

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const header = Buffer.from(source.read(0, HEADER_BYTES));
  const layout = FUNCTION_BYTES.map((bytes) => layoutOf(header, bytes)).find((one) => isLayout(source, one, budget));
  const version = header.readUInt32LE(8);
  const fileBytes = header.readUInt32LE(32);
  if (layout !== undefined) yield { name: NAME, open: () => linesOf(source, layout, budget) };
  if (fileBytes > source.size) yield damaged(`expected ${fileBytes} bytes of bytecode of Hermes, found ${source.size}`);
  else if (layout === undefined) throw unknownLayout(version);
}

function unknownLayout(version: number): FormatError {
  const message = `bytecode of Hermes, version ${version}: expected its strings where those of versions 84, 96 and 99 are, found none`;
  return new FormatError(`${message}; its bytes are scanned as is`, 'unsupported');
}

/** Size of a function header in versions 84 and 96, written by React Native's compilers, and in 99, of Hermes 1.0. */
const FUNCTION_BYTES = [16, 12];

/** Offsets of the tables behind the header, which are contiguous. */
interface Layout {
  readonly kinds: number;
  readonly identifiers: number;
  /** Four bytes a string. */
  readonly strings: number;
  readonly count: number;
  /** Eight bytes for each string whose length or offset does not fit into four. */
  readonly overflows: number;
  readonly storage: number;
  readonly end: number;
}

function layoutOf(header: Buffer, functionBytes: number): Layout {
  const kinds = HEADER_BYTES + functionBytes * header.readUInt32LE(40);
  const identifiers = kinds + 4 * header.readUInt32LE(44);
  const strings = identifiers + 4 * header.readUInt32LE(48);
  const count = header.readUInt32LE(52);
  const overflows = strings + 4 * count;
  const storage = overflows + 8 * header.readUInt32LE(56);
  return { kinds, identifiers, strings, count, overflows, storage, end: storage + header.readUInt32LE(60) };
}

/** Each entry counts consecutive strings of one kind (StringKind.h), with the kind in the bits above: together all strings. */
const KIND_COUNT = 0x3fff_ffff;
/** Each run of strings has a kind; there are two kinds. */
const MAX_KINDS = 1 << 16;

function isLayout(source: ByteSource, { kinds, identifiers, storage, count }: Layout, budget: Budget): boolean {
  if (storage > source.size || identifiers - kinds > 4 * MAX_KINDS) return false;
  budget.checkTime();
  const entriesOfKinds = source.read(kinds, identifiers - kinds);
  const view = new DataView(entriesOfKinds.buffer, entriesOfKinds.byteOffset, entriesOfKinds.length);
  let sum = 0;
  for (let at = 0; at < view.byteLength; at += 4) sum += view.getUint32(at, true) & KIND_COUNT;
  return sum === count;
}

/** Held in memory, so that strings can be read in any order. */
const MAX_HELD_BYTES = 32 << 20;
const TABLE_BYTES = 64 << 10;
const PIECE_BYTES = 1 << 20;
const LINE_FEED = Uint8Array.of(0x0a);

/** In table order, in which strings of a kind stand in the order of their first use. */
async function* linesOf(source: ByteSource, layout: Layout, budget: Budget): AsyncGenerator<Uint8Array> {
  const end = Math.min(layout.end, source.size);
  const isHeld = end - layout.storage <= MAX_HELD_BYTES;
  const storage = isHeld
    ? new MemorySource(source.read(layout.storage, end - layout.storage))
    : new ReadAheadSource(sliceOf(source, layout.storage, end));
  let lines: Uint8Array[] = [];
  let held = 0;
  for (const { start, length } of stringsOf(source, layout, budget)) {
    if (start + length > storage.size) continue;
    for (const line of gluedLines(storage, start, start + length)) {
      // Copied: a line of a few bytes would keep the whole buffer alive.
      lines.push(isHeld ? line : line.slice(), LINE_FEED);
      held += line.length + 1;
    }
    if (held < PIECE_BYTES) continue;
    yield Buffer.concat(lines);
    [lines, held] = [[], 0];
  }
  yield Buffer.concat(lines);
}

/* bit 0  two bytes a character
 *     1  its offset in the storage, 23 bits, or its place among those that overflow
 *    24  its length in characters, or 255                                            */
const OVERFLOWS = 255;
/**
 * Strings share few of their bytes: the strings of React Native's renderer, compiled by hermesc -O, have in total 1.14 times the
 * size of the storage.
 */
const MAX_SHARED = 4;

function* stringsOf(
  source: ByteSource,
  { strings, count, overflows, storage, end }: Layout,
  budget: Budget,
): Generator<{ readonly start: number; readonly length: number }> {
  let left = MAX_SHARED * (end - storage);
  for (let at = strings; at < strings + 4 * count; at += TABLE_BYTES) {
    budget.checkTime();
    const table = Buffer.from(source.read(at, Math.min(TABLE_BYTES, strings + 4 * count - at)));
    for (let index = 0; index < table.length; index += 4) {
      const entry = table.readUInt32LE(index);
      let [start, length] = [(entry >>> 1) & 0x7f_ffff, entry >>> 24];
      if (length === OVERFLOWS) {
        if (overflows + 8 * start + 8 > storage) continue;
        const overflow = Buffer.from(source.read(overflows + 8 * start, 8));
        [start, length] = [overflow.readUInt32LE(0), overflow.readUInt32LE(4)];
      }
      if ((entry & 1) === 1) continue;
      left -= length;
      if (left < 0) throw new FormatError('strings of bytecode of Hermes overlap more than a compiler makes them');
      yield { start, length };
    }
  }
}
