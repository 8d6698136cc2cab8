/**
 * Recordings of perf (perf.data, and the pipe format of `perf record -o -`; tools/perf/Documentation/perf.data-file-format.txt of Linux).
 * Commands and their arguments are stored plainly. Compressed records (`-z`) form one Zstandard stream across many of them, which has no
 * end. Stacks in samples (`--call-graph dwarf`) are memory of programs; they come out as a core, each as often as its content changes.
 */
import { createHash } from 'node:crypto';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { size64At } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import { zstdDecoder } from '../codecs/choose-zstd-decoder.ts';
import { isFrame, parseFrameHeader } from '../codecs/zstd-frame.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic, viewOf } from '../container/magic.ts';
import { addAttribute, MAGIC_BYTES, type PerfHeader, RECORD_BYTES, readPerfHeader } from './perf-header.ts';
import { identifierOf, type Stack, stackOf } from './perf-sample.ts';
import { MAX_SEGMENTS, STACKS_NAME, stacksCore } from './stacks-core.ts';

/** "PERFILE2", also as written by big-endian machines. */
const MAGIC = magic('50 45 52 46 49 4c 45 32');
const SWAPPED_MAGIC = magic('32 45 4c 49 46 52 45 50');
/** PERF_RECORD_*. Two of these are followed by data that their size does not include. */
const [SAMPLE, ATTRIBUTE, TRACING_DATA, AUXTRACE, PACKED, PACKED_2] = [9, 64, 66, 71, 81, 83];
const WORD_BYTES = 8;
const PACKED_NAME = 'packed records';
/** perf packs up to 64 KiB in one. */
const MAX_PACKED = 1 << 20;
/** Kept in memory until all records were read. */
const MAX_STACK_BYTES = 64 << 20;
/** Limit on what is unpacked only to find stacks. */
const MAX_UNREAD_BYTES = 256 << 20;

export const perfData: SourceContainer = {
  id: 'perf-data',
  title: 'perf recording (perf.data): packed records, stacks',
  reads: 'source',
  headBytes: MAGIC_BYTES,
  keepsLeaf: 'searched',
  firstBytes: firstBytesOf([MAGIC, SWAPPED_MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC) || hasMagic(head, SWAPPED_MAGIC),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const header = readPerfHeader(source, hasMagic(source.read(0, MAGIC_BYTES), MAGIC));
  if (header.trouble !== undefined) yield damaged(`${header.trouble}; what there is is read`);
  const stacks = new Stacks(header);
  const packed: Range[] = [];
  let trouble: Trouble | undefined;
  try {
    for (const record of recordsIn(new ReadAheadSource(source), header, budget)) {
      if (record.type === SAMPLE || record.type === ATTRIBUTE) stacks.look(record.bytes());
      if (record.packed === undefined) continue;
      if (packed.length === MAX_PACKED) {
        trouble = atLimit(`more than ${MAX_PACKED} packed records: the others are scanned as is`);
        break;
      }
      packed.push(record.packed);
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    trouble = damaged(error.message);
  }
  if (trouble !== undefined) yield trouble;
  if (packed.length > 0)
    yield { name: PACKED_NAME, open: () => unpacked(source, packed, stacks, budget), taken: () => packed };
  // Nobody has read all of it, for instance because the entry was excluded.
  if (packed.length > 0 && !stacks.isThrough) yield* lookAgain(unpacked(source, packed, stacks, budget), stacks);
  const { found, isFull } = stacks;
  if (isFull) yield atLimit(TOO_MANY);
  if (found.length > 0) yield { name: STACKS_NAME, open: () => coreOf(found, header.littleEndian) };
}

async function* lookAgain(records: AsyncIterable<Uint8Array>, stacks: Stacks): AsyncGenerator<Trouble> {
  let bytes = 0;
  try {
    for await (const piece of records) {
      bytes += piece.length;
      stacks.isFull ||= bytes > MAX_UNREAD_BYTES;
      if (stacks.isFull) return;
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    yield damaged(error.message, PACKED_NAME);
  }
}
function atLimit(message: string): Trouble {
  return { trouble: { code: 'budget', message: atFixedLimit(message, 'record in smaller files') } };
}
const TOO_MANY =
  'more than 64 MiB of stacks, or 65,534 that differ: the others are scanned as is, but not searched as memory is';

async function* coreOf(stacks: readonly Stack[], littleEndian: boolean): AsyncGenerator<Uint8Array> {
  yield* stacksCore(stacks, littleEndian);
}

/*  record
 *  0  4  type
 *  4  2  flags
 *  6  2  its size                                             */
function sizeOf(head: DataView, littleEndian: boolean): number {
  return head.getUint16(6, littleEndian);
}

function* recordsIn(source: ByteSource, { start, end, littleEndian }: PerfHeader, budget: Budget) {
  for (let at = start, count = 0; at !== end; count++) {
    if ((count & 0xfff) === 0) budget.checkTime();
    const head = viewOf(source.read(Math.min(at, end), Math.max(0, Math.min(2 * RECORD_BYTES, end - at))));
    const size = head.byteLength < RECORD_BYTES ? 0 : sizeOf(head, littleEndian);
    if (size < RECORD_BYTES || at + size > end)
      throw new FormatError(`expected a record at byte ${at}, found none that fits; from there on it is scanned as is`);
    const type = head.getUint32(0, littleEndian);
    const place = { at, size };
    const packed = packedIn(head, type, place, littleEndian);
    yield { type, packed, bytes: () => source.read(place.at, place.size) };
    at += size + (size < 2 * RECORD_BYTES ? 0 : bytesBehind(head, type, littleEndian));
  }
}

function packedIn(head: DataView, type: number, { at, size }: { at: number; size: number }, littleEndian: boolean) {
  if (type === PACKED) return { start: at + RECORD_BYTES, end: at + size };
  if (type !== PACKED_2 || size < 2 * RECORD_BYTES) return undefined;
  const bytes = Math.min(size - 2 * RECORD_BYTES, size64At(head, RECORD_BYTES, littleEndian));
  return { start: at + 2 * RECORD_BYTES, end: at + 2 * RECORD_BYTES + bytes };
}

/** Processor traces, and event formats padded to whole words, which occur in the pipe format. */
function bytesBehind(head: DataView, type: number, littleEndian: boolean): number {
  if (type === AUXTRACE) return size64At(head, RECORD_BYTES, littleEndian);
  if (type !== TRACING_DATA) return 0;
  // Unsigned: a negative number would lead back to the same record, forever.
  return WORD_BYTES * Math.ceil(head.getUint32(RECORD_BYTES, littleEndian) / WORD_BYTES);
}

/** The content of compressed records, which is records again. One may begin in one piece and end in the next. */
async function* unpacked(
  source: ByteSource,
  pieces: readonly Range[],
  stacks: Stacks,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const head = source.read(pieces[0]!.start, Math.min(32, pieces[0]!.end - pieces[0]!.start));
  const frame = isFrame(head) ? parseFrameHeader(head) : undefined;
  stacks.isThrough = frame === undefined;
  if (frame === undefined) throw new FormatError('expected Zstandard in the packed records, found none');
  stacks.begin();
  const zstd = await zstdDecoder();
  const decoder = zstd.openFrame(Math.min(frame.windowBytes, zstd.maxWindowBytes));
  try {
    for (const { start, end } of pieces) {
      budget.checkTime();
      for await (const output of decoder.write(source.read(start, end - start))) {
        stacks.lookIn(output);
        yield output;
      }
      stacks.isThrough = decoder.hasFailed;
      if (decoder.hasFailed) throw new FormatError(`Zstandard is damaged in the packed record at byte ${start}`);
    }
  } finally {
    decoder.close();
  }
  stacks.isThrough = true;
  if (!stacks.isAtEnd) throw new FormatError('what was packed are not whole records: some are missing or damaged');
}

/** The distinct stacks of all samples, in order. */
class Stacks {
  readonly found: Stack[] = [];
  isFull = false;
  /** Whether the packed records were searched, as far as they can be unpacked. */
  isThrough = false;
  readonly #header: PerfHeader;
  readonly #seen = new Set<string>();
  #bytes = 0;
  /** The incomplete record at the end; undefined after something that is no record. */
  #rest: Buffer | undefined = Buffer.alloc(0);

  constructor(header: PerfHeader) {
    this.#header = header;
  }

  get isAtEnd(): boolean {
    return this.#rest?.length === 0;
  }

  begin(): void {
    this.#rest = Buffer.alloc(0);
  }

  /** @param bytes that continue the sequence of records */
  lookIn(bytes: Uint8Array): void {
    if (this.#rest === undefined) return;
    const all = Buffer.concat([this.#rest, bytes]);
    const view = viewOf(all);
    let at = 0;
    while (at + RECORD_BYTES <= all.length) {
      const size = view.getUint16(at + 6, this.#header.littleEndian);
      if (size < RECORD_BYTES) {
        this.#rest = undefined;
        return;
      }
      if (at + size > all.length) break;
      this.look(all.subarray(at, at + size));
      at += size;
    }
    this.#rest = all.subarray(at);
  }

  look(record: Uint8Array): void {
    const { littleEndian, layouts } = this.#header;
    const type = viewOf(record).getUint32(0, littleEndian);
    if (type === ATTRIBUTE) addAttribute(record, this.#header);
    const layout = type === SAMPLE ? layouts.of(identifierOf(record, littleEndian)) : undefined;
    const stack = layout && stackOf(record, layout, littleEndian);
    if (stack !== undefined) this.#keep(stack);
  }

  #keep({ address, bytes }: Stack): void {
    const sum = createHash('sha1').update(`${address} `).update(bytes).digest('base64');
    if (this.#seen.has(sum)) return;
    this.isFull ||= this.#bytes + bytes.length > MAX_STACK_BYTES || this.found.length >= MAX_SEGMENTS;
    if (this.isFull) return;
    this.#seen.add(sum);
    this.#bytes += bytes.length;
    this.found.push({ address, bytes: bytes.slice() });
  }
}
