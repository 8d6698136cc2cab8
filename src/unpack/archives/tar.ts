/**
 * tar: v7, ustar, pax (local and global headers; `path` and `size`) and GNU (long names, base-256 numbers, old sparse). Sparse files
 * (GNU's, and pax 0.0, 0.1 and 1.0) get zeros in their holes (`tar-sparse.ts`); where the map makes no sense, which is a gap, the stored segments are
 * concatenated. Where a header must be but a block is none, everything up to the next block with a valid checksum is skipped and becomes an
 * entry. Data behind the end of the archive is read on, as more headers or as an entry. Headers (512 bytes each, pax records, long names,
 * padding that is not zero) come as entries `[headers]`, by the megabyte. Refused: sizes that are negative or above 2^53. Links, devices
 * and directories are not acted upon, only scanned.
 */

import type { Budget } from '../../bytes/budget.ts';
import { drain } from '../../bytes/chunks.ts';
import { isZero } from '../../bytes/zeros.ts';
import { FormatError } from '../../model/errors.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { HEADER_BATCH_BYTES, HeaderPieces } from '../container/header-pieces.ts';
import { isNamesake } from '../container/namesake.ts';
import { PRINTABLE } from '../container/plausible.ts';
import { remainder } from '../container/remainder.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';
import { beginsLikeImage, IMAGE_HEAD_BYTES } from './image-sniff.ts';
import { BLOCK_BYTES, hasTarMagic, isTarHeader, looksLikeTar, parseTarHeader, type TarHeader } from './tar-header.ts';
import { type PaxValues, parsePax } from './tar-pax.ts';
import {
  holeBytes,
  isWholeMap,
  MAX_MAP_BYTES,
  oldSparseFile,
  type PaxSparse,
  type SparseFile,
  sparseMap,
  withHoles,
} from './tar-sparse.ts';

export const tar: StreamContainer = {
  id: 'tar',
  title: 'tar (v7, ustar, pax, GNU)',
  headBytes: IMAGE_HEAD_BYTES,
  reads: 'stream',
  sniff: (head) => looksLikeTar(head) && !beginsLikeImage(head),
  // When the first header is damaged, later ones may be sound (test3_bad1.tar of tarlz).
  sniffName: (name, head) => /\.tar$/i.test(name) && isBinary(head) && !isNamesake(name, head),
  entries: tarEntries,
};

/** A whole block that is not just text: Git LFS pointers have such names, too. */
function isBinary(head: Uint8Array): boolean {
  return head.length >= BLOCK_BYTES && head.some((byte) => byte < 0x80 && PRINTABLE[byte] === 0);
}

/** A file in a tar. */
interface TarEntry extends Entry {
  /** Where its data begins in the tar; undefined for a remainder. */
  readonly dataStart?: number;
}

/** The entries of a tar, also for containers that read one in their own way. */
export function tarEntries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<TarEntry | Trouble> {
  return new TarReader(chunks, budget).entries();
}

/** Larger pax headers and long names are not kept in memory but scanned as files. */
const MAX_META_BYTES = 1 << 20;
/** Types without data, whatever their size field says: some tars store the size of the target or a quota there. */
const BODILESS = '123456';
const META = 'xXgLKN';
const JUNK_WINDOW_BYTES = 64 << 10;

class TarReader {
  readonly #reader: ChunkReader;
  readonly #budget: Budget;
  readonly #headers = new HeaderPieces();
  /** Values for the next file only, and for all files from here on. */
  #next: PaxValues = {};
  #global: PaxValues = {};
  /** Consecutive blocks of zeros; two end an archive. */
  #zeroBlocks = 0;
  #ended = false;
  #hasBegun = false;
  /** The data ended too early; `told` when an entry has already thrown this. */
  #cut: { error: Error; told: boolean } | undefined;

  constructor(chunks: AsyncIterable<Uint8Array>, budget: Budget) {
    this.#reader = new ChunkReader(chunks);
    this.#budget = budget;
  }

  async *entries(): AsyncGenerator<TarEntry | Trouble> {
    try {
      while (this.#cut === undefined) {
        this.#budget.checkTime();
        if (this.#headers.size >= HEADER_BATCH_BYTES) yield* this.#headers.take();
        const block = await this.#reader.peek(BLOCK_BYTES);
        if (block.length === 0) break;
        if (isZero(block)) await this.#passZeros();
        else if (block.length === BLOCK_BYTES && isTarHeader(block)) yield* this.#readHeader();
        else yield* this.#readJunk();
      }
      yield* this.#headers.take();
      if (this.#cut !== undefined && !this.#cut.told) throw this.#cut.error;
      this.#reader.throwIfFailed();
    } finally {
      await this.#reader.close();
    }
  }

  async #passZeros(): Promise<void> {
    await this.#reader.take(BLOCK_BYTES);
    if (++this.#zeroBlocks >= 2) this.#ended = true;
  }

  async *#readHeader(): AsyncGenerator<TarEntry | Trouble> {
    const header = parseTarHeader(await this.#reader.peek(BLOCK_BYTES));
    if (header.size === undefined) return yield* this.#readJunk(header);
    this.#zeroBlocks = 0;
    this.#ended = false;
    this.#hasBegun = true;
    const block = await this.#reader.take(BLOCK_BYTES);
    this.#headers.add(block);
    const sparse = header.type === 'S' ? [block, ...(header.hasMoreSparse ? await this.#readSparseMap() : [])] : [];
    if (META.includes(header.type) && header.size <= MAX_META_BYTES) yield* this.#readMeta(header, header.size);
    else yield* this.#readFile(header, header.size, sparse);
  }

  /* 504  1  isextended: one more block follows */
  async #readSparseMap(): Promise<Uint8Array[]> {
    const blocks: Uint8Array[] = [];
    for (let more = true; more; ) {
      const block = await this.#reader.take(BLOCK_BYTES);
      this.#headers.add(block);
      blocks.push(block);
      this.#budget.checkTime();
      if (block.length < BLOCK_BYTES) this.#cutOff('in a sparse map');
      // A map of this length has 43,000 segments; a longer one would only fill memory, and is scanned as data instead.
      more = block.length === BLOCK_BYTES && block[504] !== 0 && this.#headers.size < 2 * HEADER_BATCH_BYTES;
    }
    return blocks;
  }

  async *#readMeta(header: TarHeader, size: number): AsyncGenerator<Trouble> {
    const padded = await this.#reader.take(size + paddingBytes(size));
    this.#headers.add(padded);
    if (padded.length < size) return this.#cutOff(`in the header of type ${header.type}`);
    const body = padded.subarray(0, size);
    try {
      if (header.type === 'x' || header.type === 'X') this.#next = { ...this.#next, ...parsePax(body) };
      else if (header.type === 'g') this.#global = { ...this.#global, ...parsePax(body) };
      else if (header.type === 'L' || header.type === 'N') this.#next = { ...this.#next, path: longName(body) };
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      yield { name: header.name, trouble: { code: 'damaged', message: error.message } };
    }
  }

  async *#readFile(
    header: TarHeader,
    headerSize: number,
    sparseBlocks: readonly Uint8Array[],
  ): AsyncGenerator<TarEntry | Trouble> {
    const { path, size = headerSize, sparse } = { ...this.#global, ...this.#next };
    const continued = header.continued ?? this.#global.continued;
    this.#next = {};
    this.#global = { ...this.#global, continued: undefined };
    // If a volume begins with a whole file, GNU tar announces it, and the file's own header follows.
    if (continued?.offset === 0 && (await this.#headerFollows())) return;
    const name = continued?.name ?? path ?? header.name;
    if (continued !== undefined && continued.offset > 0) yield beginsElsewhere(name, continued.offset);
    const hasBody = size > 0 && !(BODILESS.includes(header.type) && (await this.#headerFollows()));
    if (!hasBody && header.type !== '0' && header.type !== '7') return;
    const end = this.#reader.position + (hasBody ? size : 0);
    const file = sparse === undefined ? oldSparseFile(sparseBlocks) : await this.#paxSparseFile(sparse, end);
    const start = this.#reader.position;
    const open = (): AsyncIterable<Uint8Array> => this.#body(end);
    if (file !== undefined && holeBytes(file, end - start) >= 0)
      yield { name, open: () => withHoles(open(), file), dataStart: start };
    else {
      if (file !== undefined && isWholeMap(file)) yield badSparseMap(name);
      yield { name, open, whole: () => this.#reader.takeAtHand(end - start), dataStart: start };
    }
    if (this.#reader.position < end) await drain(this.#body(end, 'skip'), this.#budget);
    await this.#readPadding(size);
  }

  /** The sparse file of pax records, together with a map in front of the data, which then counts as a header. */
  async #paxSparseFile({ size, segments }: PaxSparse, end: number): Promise<SparseFile | undefined> {
    if (segments !== undefined) return { segments, size };
    const map = sparseMap(await this.#reader.peek(Math.min(MAX_MAP_BYTES, end - this.#reader.position)));
    if (map === undefined || this.#reader.position + map.bytes > end) return undefined;
    this.#headers.add(await this.#reader.take(map.bytes));
    return { segments: map.segments, size };
  }

  /** The bytes up to position `end`. `skip`: passes over what the consumer left, and defers the report of an early end. */
  async *#body(end: number, mode: 'read' | 'skip' = 'read'): AsyncGenerator<Uint8Array> {
    while (this.#reader.position < end) {
      const chunk = await this.#reader.some(end - this.#reader.position);
      if (chunk !== undefined) yield chunk;
      else {
        this.#cutOff(`${end - this.#reader.position} bytes before the end of an entry`);
        if (mode === 'skip') return;
        this.#cut!.told = true;
        throw this.#cut!.error;
      }
    }
  }

  async #readPadding(size: number): Promise<void> {
    const bytes = paddingBytes(size);
    if (bytes === 0 || this.#cut !== undefined) return;
    const padding = this.#reader.takeAtHand(bytes) ?? (await this.#reader.take(bytes));
    if (!isZero(padding)) this.#headers.add(padding);
  }

  async #headerFollows(): Promise<boolean> {
    const block = await this.#reader.peek(BLOCK_BYTES);
    return block.length < BLOCK_BYTES || isZero(block) || isTarHeader(block);
  }

  /** From a block that is no header (or, with `refused`, an implausible header) up to the next header. */
  async *#readJunk(refused?: TarHeader): AsyncGenerator<Entry | Trouble> {
    const at = this.#reader.position;
    const block = await this.#reader.peek(BLOCK_BYTES);
    // GNU tar, which mentions it, and bsdtar stop at a lone block of zeros too. In front of another header it may be one that was overwritten.
    const isLone = this.#zeroBlocks === 1 && this.#hasBegun && refused === undefined && !hasTarMagic(block);
    const isBehind = this.#ended && refused === undefined;
    // A short block caused by an input error is that error, not a bad header.
    if (!isBehind && !isLone && !this.#reader.failed) yield badHeader(at, refused);
    // A damaged header is put with the headers, so that the entry of the file behind it begins with the file's first byte.
    if (refused !== undefined || hasTarMagic(block)) {
      this.#headers.add(await this.#reader.take(BLOCK_BYTES));
      if (await this.#headerFollows()) return;
    }
    yield remainder(isBehind || isLone ? 'behind' : 'between', () => this.#junk());
    await drain(this.#junk(), this.#budget);
    if (isLone && !isBehind && (await this.#reader.peek(BLOCK_BYTES)).length > 0) yield badHeader(at, undefined);
  }

  async *#junk(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const window = await this.#reader.peek(JUNK_WINDOW_BYTES);
      const end = headerIn(window);
      if (end > 0) yield await this.#reader.take(end);
      if (window.length === 0 || end < window.length) return;
    }
  }

  #cutOff(where: string): void {
    this.#cut ??= { error: this.#reader.endError(`the tar archive is cut off ${where}`), told: false };
  }
}

function paddingBytes(size: number): number {
  return -size & (BLOCK_BYTES - 1);
}

/** Offset of the first header block in `window`; the length of `window` when there is none. */
function headerIn(window: Uint8Array): number {
  for (let at = 0; at + BLOCK_BYTES <= window.length; at += BLOCK_BYTES)
    if (isTarHeader(window.subarray(at, at + BLOCK_BYTES))) return at;
  return window.length;
}

function badHeader(at: number, refused: TarHeader | undefined): Trouble {
  const found =
    refused === undefined ? 'a block without a sound checksum' : 'one whose size is negative, absurd or unreadable';
  const message = `expected a tar header at offset ${at}, found ${found}; read on from the next sound header`;
  return damaged(message, refused?.name);
}

/** GNU tar cuts volumes wherever they are full. */
function beginsElsewhere(name: string, offset: number): Trouble {
  const message = `the first ${offset} bytes of this file are in an earlier volume of the archive; put the volumes together to have all of it scanned`;
  return { name, trouble: { code: 'unsupported', message } };
}

/** GNU tar and bsdtar refuse the file. */
function badSparseMap(name: string): Trouble {
  return damaged(
    'expected a sparse map that fits the size and the stored data of the file, found another one; what is stored is scanned without holes',
    name,
  );
}

function longName(body: Uint8Array): string {
  const end = body.indexOf(0);
  return decodeUtf8OrLatin1(end < 0 ? body : body.subarray(0, end));
}
