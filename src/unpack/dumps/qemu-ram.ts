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

/** What the low bits of a record's address say: migration/ram.h, RAM_SAVE_FLAG_. */
const ZERO = 0x02;
const MEMORY_SIZE = 0x04;
const PAGE = 0x08;
const END_OF_SECTION = 0x10;
/** It is of the block of the record before it. */
const SAME_BLOCK = 0x20;
/** Changes of what was sent earlier. */
const XBZRLE = 0x40;
/** zlib, until QEMU 9.1. */
const COMPRESSED = 0x100;
const FLUSH = 0x200;
const IS_OF_A_BLOCK = ZERO | PAGE | XBZRLE | COMPRESSED;

/** Of a page that is packed: zlib makes it no longer than that. */
const MAX_PACKED_BYTES = 128 << 10;
/** Where so many cannot be unpacked, no more are tried: each try in vain makes a stream and an error in Node. */
const MOST_UNREAD = 10_000;
const MOST_BLOCKS = 4096;
/** Pages side by side that are handed on behind one header. */
const PIECE_BYTES = 1 << 20;
/** A page is the unit of a record, and a record is a step. */
const RECORDS_PER_CHECK = 1 << 12;
const NOTHING = Buffer.alloc(0);

/** Reads the records of the memory of a machine. Call `close` when done. */
export class QemuRam {
  /** What is no page: names, commands, pages that cannot be had. */
  readonly passed = new SpooledPieces('headers');
  /** Pages that are packed and damaged, or sent as changes. */
  unreadPages = 0;
  /** Why the records end where they should not. */
  end: string | undefined;
  readonly #reader: ChunkReader;
  readonly #section: RamSection;
  readonly #budget: Budget;
  /** Where each block lies in the image. */
  readonly #bases = new Map<string, number>();
  #base = 0;
  #isOver = false;
  #records = 0;
  /** Pages side by side that were not handed on yet. */
  readonly #piece = Buffer.alloc(PIECE_BYTES);
  #pieceBytes = 0;
  #pieceAddress = 0;

  constructor(reader: ChunkReader, section: RamSection, budget: Budget) {
    this.#reader = reader;
    this.#section = section;
    this.#budget = budget;
  }

  /** A LiME image of all pages, in the order of the stream: some come twice, and both are memory as it was. May be called again. */
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

  /** Blocks: length of the name, name, bytes; together as many as the section says. */
  async #readBlocks(): Promise<void> {
    this.#pass(await this.#reader.take(this.#section.start));
    const all = (await this.#u64()) ?? 0;
    if (all % this.#section.pageBytes !== MEMORY_SIZE) return this.#stop('the size of the memory');
    let sum = 0;
    while (sum < all - MEMORY_SIZE && this.#bases.size < MOST_BLOCKS) {
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

  /** @returns undefined when there is nothing in it, or it cannot be had */
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
    // 4 bytes of length and zlib; or 1 byte of flags, 2 of length and the changes.
    const isPacked = kind === COMPRESSED;
    const head = asBuffer(await this.#reader.take(isPacked ? 4 : 3));
    const length =
      head.length < (isPacked ? 4 : 3) ? undefined : isPacked ? head.readUInt32BE(0) : head.readUInt16BE(1);
    if (length === undefined || length > MAX_PACKED_BYTES) return this.#stop('a packed page');
    const packed = await this.#reader.take(length);
    const page = isPacked && this.unreadPages < MOST_UNREAD ? unpacked(packed, pageBytes) : undefined;
    if (page?.length === pageBytes) return page;
    this.unreadPages++;
    this.#pass(page ?? packed);
    return undefined;
  }

  /** Behind the end of a section, which newer versions say once more. */
  async #readSectionHead(): Promise<undefined> {
    if ((await this.#reader.peek(1))[0] === FOOTER) this.#pass(await this.#reader.take(1 + SECTION_ID_BYTES));
    for (;;) {
      const head = asBuffer(await this.#reader.peek(1 + SECTION_ID_BYTES));
      const type = head[0];
      if (type === COMMAND && head.length === 1 + SECTION_ID_BYTES) {
        // Number of the command, 2 bytes, and how many follow.
        this.#pass(await this.#reader.take(1 + SECTION_ID_BYTES + head.readUInt16BE(3)));
        continue;
      }
      const isMore = (type === PART || type === END) && head.length === 1 + SECTION_ID_BYTES;
      if (isMore && head.readUInt32BE(1) === this.#section.id) await this.#reader.take(1 + SECTION_ID_BYTES);
      // Another section: the devices, which come behind the memory.
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
    this.end ??= `expected ${expected} before byte ${this.#reader.position} of the state of the machine; what stands there is scanned as is`;
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
