/**
 * Installers of Inno Setup 4.1 and later (its Struct.pas and Compression.Base.pas). In a program, or in a `.bin` beside it, lie files
 * packed with LZMA or LZMA2, without a header that says so, and the list of all setup steps, with registry values, commands and the
 * compiled script. Each comes out as an xz or LZMA file. Found by their marks in the middle of the program.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { beginsLzma2, measureLzma2, xzAround } from '../codecs/xz-wrap.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';

/** Precedes each run of packed files. Data packed with zlib or bzip2, or not packed, is recognised behind it by itself. */
const CHUNK = magic('7a 6c 62 1a');
const SETUP = { offset: 0, bytes: [...Buffer.from('Inno Setup Setup Data (')] };
/** `Inno Setup Setup Data (6.2.0) (u)`, zero-padded. */
const SETUP_HEAD_BYTES = 64;

/*  LZMA: 1 byte of properties, 4 of the size of the dictionary, little-endian, then the data, whose first byte is 0 */
const LZMA_HEADER_BYTES = 5;
const MAX_LZMA_PROPERTIES = 9 * 5 * 5;
const MIN_DICTIONARY_BYTES = 4096;
/** In an LZMA file: the size is unknown, and a mark ends the data. */
const UNKNOWN_SIZE = Buffer.alloc(8, 0xff);

/*  block of the list
 *  0  4  CRC-32 of the next 5
 *  4  4  bytes behind this, sums included
 *  8  1  whether they are packed
 *  then pieces of up to 4096 bytes, each behind its CRC-32   */
const BLOCK_HEADER_BYTES = 9;
const PIECE_BYTES = 4096;
/** From version 6.5 on, encryption information precedes the first block. */
const MAX_BEFORE_BLOCK_BYTES = 256;

export const innoSetup: SourceContainer = {
  id: 'inno-setup',
  title: 'Inno Setup installer: LZMA, LZMA2 (streams of other codecs are found by their own signature)',
  limits: 'encrypted files',
  reads: 'source',
  headBytes: SETUP_HEAD_BYTES,
  embeddedBy: [CHUNK, SETUP],
  sniff: (head) => methodIn(head) !== undefined || isSetup(head),
  entries,
};

/** In a text about it, no zero follows. At the end of the input it may be genuine, and then the truncation is reported. */
function isSetup(head: Uint8Array): boolean {
  return hasMagic(head, SETUP) && (head.length < SETUP_HEAD_BYTES || head.subarray(0, SETUP_HEAD_BYTES).includes(0));
}

function methodIn(head: Uint8Array): 'LZMA' | 'LZMA2' | undefined {
  if (!hasMagic(head, CHUNK) || head.length < CHUNK.bytes.length + LZMA_HEADER_BYTES + 1) return undefined;
  const data = head.subarray(CHUNK.bytes.length);
  if (beginsLzma(data)) return 'LZMA';
  return beginsLzma2(data[0]!, data[1]!) ? 'LZMA2' : undefined;
}

function beginsLzma(data: Uint8Array): boolean {
  if (data.length <= LZMA_HEADER_BYTES || data[0]! >= MAX_LZMA_PROPERTIES) return false;
  const dictionary = Buffer.from(data.buffer, data.byteOffset, LZMA_HEADER_BYTES).readUInt32LE(1);
  return dictionary >= MIN_DICTIONARY_BYTES && dictionary % MIN_DICTIONARY_BYTES === 0 && data[LZMA_HEADER_BYTES] === 0;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const head = source.read(0, Math.min(innoSetup.headBytes, source.size));
  const start = CHUNK.bytes.length;
  const method = methodIn(head);
  if (method === 'LZMA') yield* lzmaFile(source, start);
  else if (method === 'LZMA2') yield* xzFile(source, start, budget);
  else yield* setupBlocks(source, budget);
}

async function* lzmaFile(source: ByteSource, start: number): AsyncGenerator<Entry> {
  let end = start + LZMA_HEADER_BYTES;
  const data = (async function* (): AsyncGenerator<Uint8Array> {
    for (const bytes of untilNextMark(source, start + LZMA_HEADER_BYTES)) {
      end += bytes.length;
      yield bytes;
    }
  })();
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield source.read(start, LZMA_HEADER_BYTES);
    yield UNKNOWN_SIZE;
    yield* data;
  };
  yield { name: 'files.lzma', open };
  // Adds what the consumer left unread.
  for (const bytes of untilNextMark(source, end)) end += bytes.length;
  if (end < source.size) yield remainder('behind', () => streamOf(source, end), end);
}

/**
 * LZMA data does not say where it ends, so the next mark must. Searched lazily, so that no byte is read again for each
 * earlier run, and in windows that grow, so that little is read behind a mark that is near.
 */
function* untilNextMark(source: ByteSource, start: number): Generator<Uint8Array> {
  for (let [at, windowBytes] = [start, MIN_WINDOW_BYTES]; at < source.size; ) {
    // Reads a little more, so that a mark and what follows it are in view together.
    const bytes = source.read(at, Math.min(windowBytes + innoSetup.headBytes, source.size - at));
    const end = markIn(bytes, windowBytes);
    if (end !== undefined) return yield bytes.subarray(0, end);
    yield bytes.subarray(0, windowBytes);
    at += windowBytes;
    windowBytes = Math.min(2 * windowBytes, MAX_WINDOW_BYTES);
  }
}
const MIN_WINDOW_BYTES = 1 << 10;
const MAX_WINDOW_BYTES = 256 << 10;

/** Offset of the first mark that begins in the first `windowBytes`. */
function markIn(bytes: Uint8Array, windowBytes: number): number | undefined {
  const window = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = [SETUP, CHUNK].flatMap(({ bytes: mark }) => {
    let at = window.indexOf(Buffer.from(mark));
    while (at !== -1 && !innoSetup.sniff(bytes.subarray(at))) at = window.indexOf(Buffer.from(mark), at + 1);
    return at === -1 || at >= windowBytes ? [] : [at];
  });
  return found.length === 0 ? undefined : Math.min(...found);
}

async function* xzFile(source: ByteSource, start: number, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const dataStart = start + 1;
  const extent = measureLzma2(new ReadAheadSource(source), dataStart, () => budget.checkTime());
  const dictionary = source.read(start, 1)[0]!;
  const { before, behind } = xzAround(extent, extent.end - dataStart, dictionary);
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield before;
    yield* streamOf(source, dataStart, extent.end);
    yield behind;
  };
  yield { name: 'files.xz', open };
  const { end, isCut } = extent;
  if (isCut) yield damaged(`expected data of LZMA2 that end, found none at byte ${end}; what comes before is read`);
  // Marks inside data with a known end belong to that data: otherwise each would lead to all chunks behind it again.
  if (end < source.size) yield remainder('behind', () => streamOf(source, end), isCut ? undefined : end);
}

/** The list itself, the locations of files in the packed data, and, in newer versions, the program to be started. */
async function* setupBlocks(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const ahead = new ReadAheadSource(source);
  const start = firstBlock(ahead);
  let [at, isSound, count] = [start, true, 0];
  for (let block = blockAt(ahead, at); block !== undefined; block = blockAt(ahead, at)) {
    budget.checkTime();
    const content = new Pieces(ahead, at + BLOCK_HEADER_BYTES, Math.min(block.end, source.size));
    const isBlockSound = block.end <= source.size && content.areSumsRight();
    isSound &&= isBlockSound;
    // Anything else may be arbitrary bytes: as an entry, its marks would be opened once for each mark before them.
    if (isBlockSound || content.isLzma) yield content.entry(`list-${++count}`);
    at = block.end;
  }
  if (!isSound || (count < MIN_BLOCKS && !isKnowledge(ahead)))
    yield damaged('expected a list of what is installed, with checksums that fit; the readable part is scanned');
  if (!isSound || count === 0) return yield remainder('all', () => streamOf(source));
  yield remainder('headers', () => streamOf(source, 0, start));
  if (at < source.size) yield remainder('behind', () => streamOf(source, at), at);
}
const MIN_BLOCKS = 2;

/**
 * Programs of Inno Setup, and those that unpack its installers, contain the mark without a list behind it: another mark follows.
 */
function isKnowledge(source: ByteSource): boolean {
  const head = Buffer.from(source.read(0, Math.min(SETUP_HEAD_BYTES + MAX_BEFORE_BLOCK_BYTES, source.size)));
  const name = head.toString('latin1', 0, SETUP_HEAD_BYTES);
  return !/^[^\0]*\)( \(u\))?\0+$/.test(name) || head.indexOf('Inno Setup', SETUP.bytes.length) !== -1;
}

function firstBlock(source: ByteSource): number {
  for (let at = SETUP_HEAD_BYTES; at < SETUP_HEAD_BYTES + MAX_BEFORE_BLOCK_BYTES; at++)
    if (blockAt(source, at) !== undefined) return at;
  return SETUP_HEAD_BYTES;
}

function blockAt(source: ByteSource, at: number): { readonly end: number } | undefined {
  if (at + BLOCK_HEADER_BYTES > source.size) return undefined;
  const head = Buffer.from(source.read(at, BLOCK_HEADER_BYTES));
  if (head.readUInt32LE(0) !== crc32(head.subarray(4)) || head[8]! > 1) return undefined;
  return { end: at + BLOCK_HEADER_BYTES + head.readUInt32LE(4) };
}

/** The pieces of a block, joined. */
class Pieces {
  /** Otherwise: packed in another way, as in old versions, or not at all. */
  readonly isLzma: boolean;
  readonly #source: ByteSource;
  readonly #start: number;
  readonly #end: number;

  constructor(source: ByteSource, start: number, end: number) {
    this.#source = source;
    this.#start = start;
    this.#end = end;
    const first = start + 4;
    this.isLzma = beginsLzma(source.read(first, Math.max(0, Math.min(LZMA_HEADER_BYTES + 1, end - first))));
  }

  areSumsRight(): boolean {
    for (const { sum, bytes } of this.#pieces()) if (crc32(bytes) !== sum) return false;
    return true;
  }

  /** As an LZMA file, or unchanged. */
  entry(name: string): Entry {
    return { name: this.isLzma ? `${name}.lzma` : name, open: () => this.#read() };
  }

  async *#read(): AsyncGenerator<Uint8Array> {
    let isFirst = this.isLzma;
    for (const { bytes } of this.#pieces()) {
      if (isFirst) {
        yield bytes.subarray(0, LZMA_HEADER_BYTES);
        yield UNKNOWN_SIZE;
      }
      yield isFirst ? bytes.subarray(LZMA_HEADER_BYTES) : bytes;
      isFirst = false;
    }
  }

  *#pieces(): Generator<{ readonly sum: number; readonly bytes: Uint8Array }> {
    for (let at = this.#start; at + 4 < this.#end; ) {
      const sum = Buffer.from(this.#source.read(at, 4)).readUInt32LE(0);
      const bytes = this.#source.read(at + 4, Math.min(PIECE_BYTES, this.#end - at - 4));
      yield { sum, bytes };
      at += 4 + bytes.length;
    }
  }
}
