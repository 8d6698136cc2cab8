import { inflateSync } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ChunkReader } from '../container/chunk-reader.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';
import { limeHeader } from './lime-image.ts';
import type { RamSection } from './qemu-ram-section.ts';

/** Types of sections: migration/savevm.h. */
const PART = 2;
const END = 3;
const COMMAND = 8;
const FOOTER = 0x7e;
const SECTION_ID_BYTES = 4;

/** Flags in the low bits of a record's address: migration/ram.h, RAM_SAVE_FLAG_. */
const ZERO = 0x02;
const MEMORY_SIZE = 0x04;
const PAGE = 0x08;
const END_OF_SECTION = 0x10;
/** Same block as in the previous record. */
const SAME_BLOCK = 0x20;
/** Changes relative to a page sent earlier. */
const XBZRLE = 0x40;
/** zlib, until QEMU 9.1. */
const COMPRESSED = 0x100;
const FLUSH = 0x200;
const IS_OF_A_BLOCK = ZERO | PAGE | XBZRLE | COMPRESSED;

/** Limit for a packed page: zlib output is no longer. */
const MAX_PACKED_BYTES = 128 << 10;
/** After this many failures, no more pages are unpacked: each failed attempt allocates a stream and an error in Node. */
const MAX_UNREAD = 10_000;
const MAX_BLOCKS = 4096;
/** Size of contiguous pages that share one header. */
const PIECE_BYTES = 1 << 20;
/** A record holds a page, and reading one is a step. */
const RECORDS_PER_CHECK = 1 << 12;
const NOTHING = Buffer.alloc(0);

/** Reads the memory records of a machine. Call `close` when done. */
export class QemuRam {
  /** Everything but pages: names, commands, unreadable pages. */
  readonly passed = new SpooledPieces('headers');
  /** Count of pages that are packed and damaged, or sent as changes. */
  unreadPages = 0;
  /** Why the records end prematurely. */
  end: string | undefined;
  readonly #reader: ChunkReader;
  readonly #section: RamSection;
  readonly #budget: Budget;
  /** Address of each block in the image. */
  readonly #bases = new Map<string, number>();
  #base = 0;
  #isOver = false;
  #records = 0;
  /** Contiguous pages not handed on yet. */
  #piece: Buffer = NOTHING;
  #pieceBytes = 0;
  #pieceAddress = 0;

  constructor(reader: ChunkReader, section: RamSection, budget: Budget) {
    this.#reader = reader;
    this.#section = section;
    this.#budget = budget;
  }

  /** A LiME image of all pages, in stream order: some occur twice, and both versions were in memory. May be called again. */
  async *image(): AsyncGenerator<Uint8Array> {
    if (this.#reader.position === 0) await this.#readBlocks();
    while (!this.#isOver) {
      if (this.#records++ % RECORDS_PER_CHECK === 0) this.#budget.checkTime();
      const record = await this.#readRecord();
      if (record === undefined) continue;
      const { address, page } = record;
      const isNext = address === this.#pieceAddress + this.#pieceBytes && this.#pieceBytes + page.length <= PIECE_BYTES;
      if (!isNext) {
        yield* this.#flush();
        this.#pieceAddress = address;
      }
      // Not before there is a page: an archive may have 20,000 machines without one.
      if (this.#piece.length === 0) this.#piece = Buffer.alloc(PIECE_BYTES);
      page.copy(this.#piece, this.#pieceBytes);
      this.#pieceBytes += page.length;
    }
    yield* this.#flush();
  }

  close(): void {
    this.passed.close();
  }

  *#flush(): Generator<Uint8Array> {
    if (this.#pieceBytes === 0) return;
    yield limeHeader(BigInt(this.#pieceAddress), BigInt(this.#pieceBytes));
    yield new Uint8Array(this.#piece.subarray(0, this.#pieceBytes));
    this.#pieceBytes = 0;
  }

  /** Blocks: length of the name, name, size; their sizes add up to that of the section. */
  async #readBlocks(): Promise<void> {
    this.#pass(await this.#reader.take(this.#section.start));
    const all = (await this.#u64()) ?? 0;
    if (all % this.#section.pageBytes !== MEMORY_SIZE) return this.#stop('the size of the memory');
    let sum = 0;
    while (sum < all - MEMORY_SIZE && this.#bases.size < MAX_BLOCKS) {
      const name = await this.#name();
      const bytes = name === undefined ? undefined : await this.#u64();
      if (name === undefined || bytes === undefined) return this.#stop('a block of memory');
      this.#pass(name);
      this.#bases.set(name.toString('latin1'), sum);
      sum += bytes;
    }
    if (sum !== all - MEMORY_SIZE) return this.#stop('blocks that are the memory together');
  }

  async #readRecord(): Promise<{ readonly address: number; readonly page: Buffer } | undefined> {
    const { pageBytes } = this.#section;
    const word = await this.#u64();
    if (word === undefined) return this.#stop('a page of memory');
    const flags = word % pageBytes;
    const kind = flags & ~SAME_BLOCK;
    if (kind === END_OF_SECTION) return this.#readSectionHead();
    if (kind === FLUSH) return undefined;
    if ((kind & IS_OF_A_BLOCK) === 0 || (kind & (kind - 1)) !== 0) {
      this.#reader.unread(8);
      return this.#stop('a page of memory');
    }
    if ((flags & SAME_BLOCK) === 0) {
      const name = await this.#name();
      const base = this.#bases.get(name?.toString('latin1') ?? '');
      if (base === undefined) {
        this.#pass(name ?? NOTHING);
        return this.#stop('the name of a block');
      }
      this.#base = base;
    }
    const page = await this.#readPage(kind);
    return page && { address: this.#base + word - flags, page };
  }

  /** @returns undefined when it is empty or unreadable */
  async #readPage(kind: number): Promise<Buffer | undefined> {
    const { pageBytes } = this.#section;
    if (kind === ZERO) {
      if ((await this.#reader.take(1)).length < 1) this.#stop('a page of zeros');
      return undefined;
    }
    if (kind === PAGE) {
      const page = await this.#reader.take(pageBytes);
      if (page.length < pageBytes) this.#stop('a page of memory');
      return page.length === 0 ? undefined : asBuffer(page);
    }
    // 4 bytes of length and zlib data; or 1 byte of flags, 2 of length and the changes.
    const isPacked = kind === COMPRESSED;
    const head = asBuffer(await this.#reader.take(isPacked ? 4 : 3));
    const length =
      head.length < (isPacked ? 4 : 3) ? undefined : isPacked ? head.readUInt32BE(0) : head.readUInt16BE(1);
    if (length === undefined || length > MAX_PACKED_BYTES) return this.#stop('a packed page');
    const packed = await this.#reader.take(length);
    const page = isPacked && this.unreadPages < MAX_UNREAD ? unpacked(packed, pageBytes) : undefined;
    if (page?.length === pageBytes) return page;
    this.unreadPages++;
    this.#pass(page ?? packed);
    return undefined;
  }

  /** Skips the end of a section, which newer versions mark with a footer. */
  async #readSectionHead(): Promise<undefined> {
    if ((await this.#reader.peek(1))[0] === FOOTER) this.#pass(await this.#reader.take(1 + SECTION_ID_BYTES));
    for (;;) {
      const head = asBuffer(await this.#reader.peek(1 + SECTION_ID_BYTES));
      const type = head[0];
      if (type === COMMAND && head.length === 1 + SECTION_ID_BYTES) {
        // Number of the command, then 2 bytes of length.
        this.#pass(await this.#reader.take(1 + SECTION_ID_BYTES + head.readUInt16BE(3)));
        continue;
      }
      const isMore = (type === PART || type === END) && head.length === 1 + SECTION_ID_BYTES;
      if (isMore && head.readUInt32BE(1) === this.#section.id) await this.#reader.take(1 + SECTION_ID_BYTES);
      // Another section: device state, which follows the memory.
      else this.#isOver = true;
      return undefined;
    }
  }

  async #u64(): Promise<number | undefined> {
    const bytes = asBuffer(await this.#reader.take(8));
    if (bytes.length < 8) return undefined;
    const value = Number(bytes.readBigUInt64BE(0));
    return Number.isSafeInteger(value) ? value : undefined;
  }

  async #name(): Promise<Buffer | undefined> {
    const length = (await this.#reader.take(1))[0];
    return length ? asBuffer(await this.#reader.take(length)) : undefined;
  }

  #pass(bytes: Uint8Array): void {
    this.passed.begin();
    this.passed.add(bytes);
  }

  #stop(expected: string): undefined {
    this.#isOver = true;
    this.end ??= `expected ${expected} before byte ${this.#reader.position} of the state of the machine; the bytes there are scanned as is`;
    return undefined;
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function unpacked(packed: Uint8Array, pageBytes: number): Buffer | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: pageBytes });
  } catch {
    return undefined;
  }
}
