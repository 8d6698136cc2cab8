/**
 * Firmware as text, one record a line: Intel HEX (Hexadecimal Object File Format Specification, revision A, 1988; type 0d of the
 * Universal Hex of micro:bit), Motorola S-records and extended Tektronix hex, the output of compilers for devices, and of objcopy.
 * The bytes are put in address order, as in the device; lines that are no records are handed on as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';
import { type AddressedBytes, entriesByAddress } from './address-runs.ts';
import { type HexRecord, intelRecords, motorolaRecords, type RecordFormat, tektronixRecords } from './hex-record.ts';

const HEAD_BYTES = 4096;
/** One in 256 lines that look like a record has the right checksum by chance. */
const MIN_RECORDS = 3;
/** Lines before the first record. */
const MAX_COMMENTS = 8;
/** The longest record has 521 characters; a longer stretch without a line feed is no record. */
const MAX_LINE_BYTES = 64 << 10;
const PIECE_BYTES = 64 << 10;
const LINE_FEED = 0x0a;

export const intelHex: StreamContainer = recordContainer('intel-hex', 'Intel HEX', intelRecords);
export const motorolaSRecords: StreamContainer = recordContainer('s-record', 'Motorola S-records', motorolaRecords);
export const tektronixHex: StreamContainer = recordContainer(
  'tektronix-hex',
  'Tektronix extended hex',
  tektronixRecords,
);

function recordContainer(id: string, title: string, format: RecordFormat): StreamContainer {
  return {
    id,
    title: `${title}: firmware as text`,
    reads: 'stream',
    headBytes: HEAD_BYTES,
    notInDecodedText: true,
    sniff: (head) => looksLikeRecords(head, format),
    entries: (chunks, budget) => entries(new ChunkReader(chunks), format, budget),
  };
}

/** A majority of lines, since the first may be a comment, or damaged. */
function looksLikeRecords(head: Uint8Array, format: RecordFormat): boolean {
  if (!head.subarray(0, 600).includes(LINE_FEED)) return false;
  let records = 0;
  let others = 0;
  for (let at = 0; at < head.length; ) {
    const feed = head.indexOf(LINE_FEED, at);
    const end = feed === -1 ? head.length : feed;
    const record = format.read(head, at, end);
    if (record?.isSumRight) records++;
    else if (feed !== -1 && end - at > 1 && ++others > MAX_COMMENTS + records) return false;
    at = end + 1;
  }
  return records >= MIN_RECORDS && records > others;
}

async function* entries(reader: ChunkReader, format: RecordFormat, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const records = new Records(reader, format, budget);
  try {
    yield* entriesByAddress(records.pieces(), budget);
    const { wrongSums, brokenRecords } = records;
    if (wrongSums + brokenRecords > 0 && !reader.failed)
      yield damaged(
        `records with a wrong checksum, whose bytes are read: ${wrongSums}; lines that begin as a record and are none: ${brokenRecords}`,
      );
    yield* records.others.entries();
    reader.throwIfFailed();
  } finally {
    records.others.close();
    await reader.close();
  }
}

class Records {
  /** Lines that are no records, and data without an address. */
  readonly others = new SpooledPieces('between');
  wrongSums = 0;
  brokenRecords = 0;
  readonly #reader: ChunkReader;
  readonly #format: RecordFormat;
  readonly #budget: Budget;
  /** Offset for the addresses of records. */
  #base = 0;
  #piece = new Uint8Array(PIECE_BYTES);
  #pieceBytes = 0;
  #pieceAddress = 0;
  /** The latest read was no record and had no line feed, so what follows continues it. */
  #isInLine = false;

  constructor(reader: ChunkReader, format: RecordFormat, budget: Budget) {
    this.#reader = reader;
    this.#format = format;
    this.#budget = budget;
  }

  async *pieces(): AsyncGenerator<AddressedBytes> {
    for (let isLast = false; !isLast; ) {
      this.#budget.checkTime();
      const text = await this.#reader.peek(MAX_LINE_BYTES);
      isLast = text.length < MAX_LINE_BYTES;
      const end = isLast ? text.length : text.lastIndexOf(LINE_FEED) + 1 || text.length;
      const hasFeed = text[end - 1] === LINE_FEED;
      for (let at = 0; at < end; ) {
        const feed = text.indexOf(LINE_FEED, at);
        const lineEnd = feed === -1 || feed >= end ? end : feed;
        const record = this.#take(text, at, lineEnd);
        if (record !== undefined) yield* this.#add(record);
        at = lineEnd + 1;
      }
      this.#isInLine = !hasFeed;
      await this.#reader.take(end);
    }
    yield* this.#flush();
  }

  /** @returns the record, if it has data with an address */
  #take(text: Uint8Array, at: number, end: number): HexRecord | undefined {
    const record = this.#isInLine ? undefined : this.#format.read(text, at, end);
    if (record === undefined) {
      if (!this.#isInLine && this.#format.begins(text, at, end)) this.brokenRecords++;
      this.#pass(text.subarray(at, end), this.#isInLine);
      this.#isInLine = false;
      return undefined;
    }
    if (!record.isSumRight) this.wrongSums++;
    if (record.base !== undefined) this.#base = record.base;
    else if (record.address === undefined && record.data.length > 0) this.#pass(record.data);
    return record.address === undefined ? undefined : record;
  }

  /** Keeps empty lines too: what follows the records may be anything, with line feeds among its bytes. */
  #pass(bytes: Uint8Array, goesOn = false): void {
    if (!goesOn) this.others.begin();
    this.others.add(bytes);
  }

  *#add({ address = 0, data: latest }: HexRecord): Generator<AddressedBytes> {
    const from = this.#base + address;
    const follows = from === this.#pieceAddress + this.#pieceBytes;
    let data = latest;
    if (!follows || this.#pieceBytes + data.length > PIECE_BYTES) {
      // Copied, since the consumer of the piece may read more records in it.
      data = data.slice();
      yield* this.#flush();
      this.#pieceAddress = from;
    }
    this.#piece.set(data, this.#pieceBytes);
    this.#pieceBytes += data.length;
  }

  *#flush(): Generator<AddressedBytes> {
    if (this.#pieceBytes === 0) return;
    yield { address: this.#pieceAddress, bytes: this.#piece.slice(0, this.#pieceBytes) };
    this.#pieceAddress += this.#pieceBytes;
    this.#pieceBytes = 0;
  }
}
