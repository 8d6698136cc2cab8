/** Sectors of a compound file and the tables that put them in order ([MS-CFB], 2.2 to 2.5). */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { BudgetError, FormatError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import { bufferOf } from '../container/magic.ts';

/* Header, little-endian:
 * 26  2  version: 3, 4
 * 30  2  sectors have 2 to the power of this many bytes; 32  2  and those of small streams
 * 44  4  sectors of the table
 * 48  4  first sector of the directory
 * 56  4  streams of fewer bytes lie in the stream of small ones, which is the root's
 * 60  4  first sector of the table of small sectors; 64  4  how many
 * 68  4  first sector of further sectors of the table, in each of which the last four bytes are the next one; 72  4  how many
 * 76     the first 109 sectors of the table, which says of each sector which comes behind it   */
const HEADER_BYTES = 512;
const SECTORS_AT = 76;
/** The range that 7-Zip accepts (ComHandler.cpp). */
const [MIN_SHIFT, MAX_SHIFT] = [7, 24];
/** Numbers from here on are markers, not sectors. */
const LAST_SECTOR = 0xffff_fffa;
const NUMBER_BYTES = 4;
/** Most sectors of a chain held in memory: 2 GiB of the usual 512 bytes, for a directory or for all small streams together. */
const MAX_SECTORS = 1 << 22;

/** 7-Zip reads as many sectors as the header says, the same ones again if need be: 200,000 took it as long as it may be silent. */
export function tooManyTableSectors(source: ByteSource): string | undefined {
  if (source.size < HEADER_BYTES) return undefined;
  const header = Buffer.from(source.read(0, HEADER_BYTES));
  const shift = header.readUInt16LE(30);
  if (shift < MIN_SHIFT || shift > MAX_SHIFT) return undefined;
  const sectors = Math.ceil(source.size / 2 ** shift);
  const most = Math.max(...[44, 64, 72].map((at) => header.readUInt32LE(at)));
  return most <= sectors
    ? undefined
    : `expected at most ${sectors} sectors of a table in a compound file, found ${most}`;
}

export class CompoundTables {
  readonly version: number;
  readonly sectorBytes: number;
  readonly directoryStart: number;
  readonly minBytes: number;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  readonly #smallBytes: number;
  readonly #table: readonly number[];
  readonly #smallTable: readonly number[];
  /** Bytes that stray streams may still have: streams share no sectors, so together they are not larger than the file. */
  #unread: number;

  /** @returns undefined when there is none */
  static of(source: ByteSource, budget: Budget): CompoundTables | undefined {
    if (source.size < HEADER_BYTES) return undefined;
    const header = Buffer.from(source.read(0, HEADER_BYTES));
    const [shift, smallShift] = [header.readUInt16LE(30), header.readUInt16LE(32)];
    if (shift < MIN_SHIFT || shift > MAX_SHIFT || smallShift > shift) return undefined;
    return new CompoundTables(source, header, budget);
  }

  private constructor(source: ByteSource, header: Buffer, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#budget = budget;
    this.#unread = source.size;
    this.version = header.readUInt16LE(26);
    this.sectorBytes = 2 ** header.readUInt16LE(30);
    this.#smallBytes = 2 ** header.readUInt16LE(32);
    this.directoryStart = header.readUInt32LE(48);
    this.minBytes = header.readUInt32LE(56);
    this.#table = this.#tableSectors(header);
    this.#smallTable = this.chain(header.readUInt32LE(60));
  }

  #tableSectors(header: Buffer): readonly number[] {
    const sectors: number[] = [];
    for (let at = SECTORS_AT; at < HEADER_BYTES; at += NUMBER_BYTES) sectors.push(header.readUInt32LE(at));
    const most = Math.ceil((this.#sectorCount() * NUMBER_BYTES) / this.sectorBytes);
    let next = header.readUInt32LE(68);
    while (sectors.length < most && this.#isThere(next)) {
      this.#budget.checkTime();
      const further = this.read(next, 0, this.sectorBytes);
      const last = this.sectorBytes - NUMBER_BYTES;
      for (let at = 0; at < last && sectors.length < most; at += NUMBER_BYTES) sectors.push(further.readUInt32LE(at));
      next = further.readUInt32LE(last);
    }
    return sectors;
  }

  /**
   * The chain of sectors from `start`, up to the first one outside the file.
   * @throws BudgetError if there are more than MAX_SECTORS
   */
  chain(start: number): readonly number[] {
    const sectors: number[] = [];
    const most = this.#sectorCount();
    for (let sector = start; this.#isThere(sector) && sectors.length < most; ) {
      this.#budget.checkTime();
      if (sectors.length === MAX_SECTORS) throw new BudgetError(TOO_LONG);
      sectors.push(sector);
      sector = this.#behind(sector, this.#table);
    }
    return sectors;
  }

  /** Whether the streams read so far have more bytes than the file, so that some share sectors. */
  get isUsedUp(): boolean {
    return this.#unread === 0;
  }

  /** Whether the chain of a stream is as long as its size says. Sectors looked at in vain count as read. */
  holds({ start, size }: { readonly start: number; readonly size: number }, smallStream?: readonly number[]): boolean {
    if (size > this.#unread) return false;
    const [table, sectorBytes] =
      smallStream === undefined ? [this.#table, this.sectorBytes] : [this.#smallTable, this.#smallBytes];
    let [sector, left] = [start, size];
    while (left > 0 && (smallStream === undefined ? this.#isThere(sector) : this.#isSmallThere(sector, smallStream))) {
      this.#budget.checkTime();
      left -= Math.min(left, sectorBytes);
      sector = this.#behind(sector, table);
    }
    if (left > 0) this.#unread = Math.max(0, this.#unread - (size - left));
    return left === 0;
  }

  /** @throws FormatError after yielding what could be read */
  async *stream(
    { start, size }: { readonly start: number; readonly size: number },
    smallStream?: readonly number[],
  ): AsyncGenerator<Uint8Array> {
    let [sector, left] = [start, size];
    while (left > 0 && this.#unread > 0) {
      this.#budget.checkTime();
      const bytes = smallStream === undefined ? this.#sector(sector) : this.#smallSector(sector, smallStream);
      if (bytes === undefined) break;
      yield bytes.subarray(0, left);
      left -= Math.min(left, bytes.length);
      this.#unread = Math.max(0, this.#unread - bytes.length);
      sector = this.#behind(sector, smallStream === undefined ? this.#table : this.#smallTable);
    }
    if (left > 0)
      throw new FormatError(
        `expected ${size} bytes of a stream that no storage names, found ${size - left}; its sectors are scanned as is`,
        'damaged',
      );
  }

  /** @param sector that lies in the file */
  read(sector: number, from: number, bytes: number): Buffer {
    const at = this.#placeOf(sector) + from;
    const there = Math.max(0, Math.min(bytes, this.#source.size - at));
    const read = bufferOf(this.#source.read(at, there));
    return there === bytes ? read : Buffer.concat([read, Buffer.alloc(bytes - there)]);
  }

  #sector(sector: number): Uint8Array | undefined {
    const at = this.#placeOf(sector);
    if (!this.#isThere(sector)) return undefined;
    return this.#source.read(at, Math.min(this.sectorBytes, this.#source.size - at));
  }

  #smallSector(sector: number, smallStream: readonly number[]): Uint8Array | undefined {
    const at = sector * this.#smallBytes;
    const around = smallStream[Math.floor(at / this.sectorBytes)];
    return around === undefined ? undefined : this.read(around, at % this.sectorBytes, this.#smallBytes);
  }

  #isSmallThere(sector: number, smallStream: readonly number[]): boolean {
    return Math.floor((sector * this.#smallBytes) / this.sectorBytes) < smallStream.length;
  }

  #behind(sector: number, table: readonly number[]): number {
    const at = sector * NUMBER_BYTES;
    const around = table[Math.floor(at / this.sectorBytes)];
    return around !== undefined && this.#isThere(around)
      ? this.read(around, at % this.sectorBytes, NUMBER_BYTES).readUInt32LE(0)
      : LAST_SECTOR;
  }

  #placeOf(sector: number): number {
    return (sector + 1) * this.sectorBytes;
  }

  #sectorCount(): number {
    return Math.ceil(this.#source.size / this.sectorBytes);
  }

  #isThere(sector: number): boolean {
    return sector < LAST_SECTOR && this.#placeOf(sector) < this.#source.size;
  }
}

const TOO_LONG = atFixedLimit(
  `expected a directory and small streams in at most ${MAX_SECTORS} sectors of a compound file, found more; streams that no storage names are scanned as is`,
  'unpack it before the scan',
);
