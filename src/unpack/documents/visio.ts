/**
 * Drawings of Visio up to 2010 (.vsd, .vss, .vst): the stream VisioDocument of a compound file. There is no specification; this follows
 * HDGF of Apache POI and libvisio. Most of its parts are packed, including all text. Each packed part is an entry; the others are seen as
 * they lie.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { DICTIONARY_BYTES, SlidingWindow } from '../codecs/sliding-window.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';

/*   0  20  "Visio (TM) Drawing" and the end of a line      26  2  version, little-endian       36  .  pointer at the list of all parts */
const MAGIC = magic('56 69 73 69 6f 20 28 54 4d 29 20 44 72 61 77 69 6e 67 0d 0a');
const VERSION_AT = 26;
const ROOT_AT = 36;
const HEAD_BYTES = 54;
const FIRST_WITH_LONG_POINTERS = 6;
const [LONG_BYTES, SHORT_BYTES] = [18, 16];
/** By type, in version 5. */
const NUMBER_AT: Readonly<Record<number, number>> = { 20: 130, 29: 30, 30: 54, 78: 30 };
const USUAL_NUMBER_AT = 10;
/** Flags, and eight copies. */
const MAX_RUN_BYTES = 17;
/** All eight flags were used. */
const FLAGS_END = 0x100;
const FIRST_PLACE = 18;
const MIN_COPY_BYTES = 3;
/** Limit for an unpacked list of parts. */
const MAX_LIST_BYTES = 16 << 20;
/**
 * Limit for all lists; a drawing of 400 KB has 1,136 parts. With more, the reads alone would take half a minute if they lie far
 * apart.
 */
const MAX_PARTS = 1 << 16;

export const visio: SourceContainer = {
  id: 'visio',
  title: 'Visio drawing, up to 2010 (.vsd)',
  reads: 'source',
  headBytes: HEAD_BYTES,
  firstBytes: firstBytesOf([MAGIC]),
  keepsLeaf: 'searched',
  sniff: (head) => head.length >= HEAD_BYTES && hasMagic(head, MAGIC),
  entries,
};

interface Part {
  readonly type: number;
  readonly offset: number;
  readonly length: number;
  readonly format: number;
}

/*  Pointer of version 6 and 11:  0  4  type   4  4  address   8  4  offset in the stream   12  4  bytes there   16  2  format
 *  of version 5:                 0  2  type   2  2  format    4  4  address                 8  4  offset        12  4  bytes there     */
function pointerIn(bytes: Buffer, at: number, isLong: boolean): Part {
  return {
    type: isLong ? bytes.readUInt32LE(at) : bytes.readUInt16LE(at),
    offset: bytes.readUInt32LE(at + 8),
    length: bytes.readUInt32LE(at + 12),
    format: bytes.readUInt16LE(at + (isLong ? 16 : 2)),
  };
}
const isPacked = ({ format }: Part): boolean => (format & 2) !== 0;
const isList = ({ type, format }: Part): boolean =>
  type === 20 || (type !== 22 && (format === 0x1d || format === 0x1e || format >> 4 === 5));

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const parts = new Parts(source, budget);
  for (const part of parts.all()) if (isPacked(part)) yield entryOf(parts, part);
  if (parts.wrong > 0)
    yield damaged(`parts of the drawing that cannot be read: ${parts.wrong}; they are scanned as is`);
}

function entryOf(parts: Parts, part: Part): Entry {
  return {
    name: `part ${part.offset}`,
    open: async function* () {
      yield* parts.unpack(part);
    },
    taken: () => [{ start: part.offset, end: part.offset + part.length }],
  };
}

class Parts {
  /** Count of pointers that lead nowhere, and of unreadable lists. */
  wrong = 0;
  #pointers = 0;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  readonly #isLong: boolean;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#budget = budget;
    this.#isLong = this.#read(0, HEAD_BYTES).readUInt16LE(VERSION_AT) >= FIRST_WITH_LONG_POINTERS;
  }

  /**
   * All parts, each once. Their total is limited to the size of the file: only in a forged drawing do parts overlap, and these soon exceed
   * it.
   */
  *all(): Generator<Part> {
    const seen = new Set<string>();
    const open = [pointerIn(this.#read(0, HEAD_BYTES), ROOT_AT, this.#isLong)];
    let left = this.#source.size;
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      this.#budget.checkTime();
      const key = `${part.offset} ${part.length} ${part.type} ${part.format}`;
      if (part.length === 0 || seen.has(key)) continue;
      seen.add(key);
      if (part.length > left || part.offset + part.length > this.#source.size) {
        this.wrong++;
        continue;
      }
      left -= part.length;
      yield part;
      if (isList(part)) for (const pointer of this.#pointersOf(part).reverse()) open.push(pointer);
    }
  }

  /*  0  1  flags, the lowest bit first, of what follows:  1  a byte;  0  a copy of 2 bytes:
   *  0  1  bits 0 to 7 of a place in the dictionary, counted from 18   1  1  bits 0 to 3: bytes - 3; 4 to 7: bits 8 to 11 of the place  */
  *unpack({ offset, length }: Part): Generator<Uint8Array> {
    const window = new SlidingWindow();
    const end = offset + length;
    for (let at = offset; at < end; ) {
      const run = this.#read(at, Math.min(MAX_RUN_BYTES, end - at));
      let read = 1;
      for (let flags = run[0]! | FLAGS_END; flags > 1 && read < run.length; flags >>= 1) {
        if ((flags & 1) === 1) window.put(run[read++]!);
        else if (read + 1 === run.length) read++;
        else {
          const place = (run[read]! | ((run[read + 1]! & 0xf0) << 4)) + FIRST_PLACE;
          window.copy(((window.made - place - 1) & (DICTIONARY_BYTES - 1)) + 1, (run[read + 1]! & 15) + MIN_COPY_BYTES);
          read += 2;
        }
      }
      at += read;
      if (!window.isFull) continue;
      this.#budget.checkTime();
      yield window.take();
    }
    yield window.take();
  }

  /*  of version 6 and 11:  0  4  where in the list their number stands; there  0  4  number   8  .  pointers
   *  of version 5: where it stands depends on the type;                  there  0  2  number   2  .  pointers    */
  #pointersOf(list: Part): Part[] {
    const body = this.#listOf(list);
    const pointerBytes = this.#isLong ? LONG_BYTES : SHORT_BYTES;
    const at = this.#isLong ? numberIn(body, 0, 4) : (NUMBER_AT[list.type] ?? USUAL_NUMBER_AT);
    const number = numberIn(body, at, this.#isLong ? 4 : 2);
    const start = at + (this.#isLong ? 8 : 2);
    this.#pointers += number;
    if (start + number * pointerBytes > body.length || this.#pointers > MAX_PARTS) {
      this.wrong++;
      return [];
    }
    return Array.from({ length: number }, (_, index) => pointerIn(body, start + index * pointerBytes, this.#isLong));
  }

  #listOf(list: Part): Buffer {
    if (!isPacked(list)) return this.#read(list.offset, Math.min(list.length, MAX_LIST_BYTES));
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for (const piece of this.unpack(list)) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > MAX_LIST_BYTES) break;
    }
    // Packed data begins with four extra bytes.
    return Buffer.concat(pieces).subarray(4);
  }

  #read(at: number, length: number): Buffer {
    return bufferOf(this.#source.read(at, length));
  }
}

/** @returns a value that leads nowhere, where there are too few bytes */
function numberIn(list: Buffer, at: number, bytes: 2 | 4): number {
  return at + bytes <= list.length ? list.readUIntLE(at, bytes) : list.length;
}
