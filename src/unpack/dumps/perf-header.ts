/**
 * Headers of perf.data and of its records (tools/perf/Documentation/perf.data-file-format.txt of Linux): where records are, and what
 * samples contain.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { viewOf } from '../container/magic.ts';
import { bits, type SampleLayout, sampleLayout } from './perf-sample.ts';

/*  head of a file, in the byte order of the machine
 *  0   8  'PERFILE2'
 *  8   8  its size: 104, or 16 where records went through a pipe and follow at once
 *  16  8  bytes of an attribute, of which the last 16 say where its ids are
 *  24  16 where attributes are: offset, size
 *  40  16 where records are
 *  72  32 features, a bit each; behind the records the place of each: offset, size       */
export const MAGIC_BYTES = 8;
const [PIPE_BYTES, FILE_BYTES] = [16, 104];
const [PLACE_BYTES, FEATURES_AT] = [16, 72];
const ID_BYTES = 8;
/** Limits on events, and on their ids: one for each processor. */
const MAX_ATTRIBUTES = 4096;
const MAX_IDS = 1 << 16;
const MAX_ATTRIBUTE_BYTES = 4096;

export interface PerfHeader {
  readonly littleEndian: boolean;
  readonly start: number;
  readonly end: number;
  readonly layouts: SampleLayouts;
  readonly trouble?: string;
}

/** The content of each event's samples. */
export class SampleLayouts {
  #first: SampleLayout | undefined;
  readonly #byId = new Map<bigint, SampleLayout>();
  /** Shared limit, since attributes that all refer to the same ids would have them read over and over. */
  #idsLeft = MAX_IDS;

  add(layout: SampleLayout, ids: Iterable<bigint>): void {
    this.#first ??= layout;
    if (this.#idsLeft > 0)
      for (const id of ids) {
        this.#byId.set(id, layout);
        if (--this.#idsLeft === 0) return;
      }
  }

  /** @param identifier that a sample begins with, if it has one */
  of(identifier: bigint): SampleLayout | undefined {
    return this.#byId.get(identifier) ?? this.#first;
  }
}

export function readPerfHeader(source: ByteSource, littleEndian: boolean): PerfHeader {
  const head = viewOf(source.read(0, Math.min(FILE_BYTES, source.size)));
  const word = (at: number): number => Number(head.getBigUint64(at, littleEndian));
  const layouts = new SampleLayouts();
  if (source.size < PIPE_BYTES) throw new FormatError(`the file ends at byte ${source.size}, in its header`);
  if (word(8) === PIPE_BYTES) return { ...{ littleEndian, layouts }, start: PIPE_BYTES, end: source.size };
  if (source.size < FILE_BYTES) throw new FormatError(`the file ends at byte ${source.size}, in its header`);
  readAttributes(source, { littleEndian, layouts }, { each: word(16), start: word(24), bytes: word(32) });
  const [start, bytes] = [word(40), word(48)];
  if (start < FILE_BYTES || start > source.size)
    throw new FormatError(`records from byte ${start} on, in a file of ${source.size}`);
  const trouble =
    bytes === 0 || start + bytes > source.size
      ? `expected ${bytes} bytes of records and found ${source.size - start}: perf did not come to its end, or the file is cut`
      : missingFeature(source, head, start + bytes, littleEndian);
  const end = bytes === 0 ? source.size : Math.min(start + bytes, source.size);
  return { ...{ littleEndian, layouts, start, end }, ...(trouble !== undefined && { trouble }) };
}

/** Descriptions of the machine and the programs are scanned as is: this only checks whether they are present. */
function missingFeature(source: ByteSource, head: DataView, at: number, littleEndian: boolean): string | undefined {
  const features = new Uint8Array(head.buffer, head.byteOffset + FEATURES_AT, FILE_BYTES - FEATURES_AT);
  const count = features.reduce((sum, byte) => sum + bits(byte), 0);
  const places = viewOf(source.read(at, Math.min(count * PLACE_BYTES, source.size - at)));
  let end = at + count * PLACE_BYTES;
  for (let next = 0; next + PLACE_BYTES <= places.byteLength; next += PLACE_BYTES) {
    const [start, bytes] = [places.getBigUint64(next, littleEndian), places.getBigUint64(next + 8, littleEndian)];
    end = Math.max(end, Number(start + bytes));
  }
  return end > source.size ? `expected ${end} bytes, found ${source.size}: the file is cut` : undefined;
}

function readAttributes(
  source: ByteSource,
  { littleEndian, layouts }: Pick<PerfHeader, 'littleEndian' | 'layouts'>,
  { each, start, bytes }: { each: number; start: number; bytes: number },
): void {
  const count = Math.min(MAX_ATTRIBUTES, Math.floor(bytes / each));
  if (each < PLACE_BYTES || each > MAX_ATTRIBUTE_BYTES || !(start + count * each <= source.size)) return;
  for (let index = 0; index < count; index++) {
    const attribute = viewOf(source.read(start + index * each, each));
    const layout = sampleLayout(attribute, littleEndian);
    const [at, idBytes] = [each - PLACE_BYTES, each - ID_BYTES].map((field) =>
      Number(attribute.getBigUint64(field, littleEndian)),
    ) as [number, number];
    const isThere = idBytes <= MAX_IDS * ID_BYTES && at + idBytes <= source.size;
    if (layout) layouts.add(layout, isThere ? idsAt(source, at, idBytes, littleEndian) : []);
  }
}

/** @param record of an attribute in the pipe format: 8 bytes, the attribute, then its ids */
export function addAttribute(record: Uint8Array, { littleEndian, layouts }: PerfHeader): void {
  const attribute = record.subarray(RECORD_BYTES);
  const layout = sampleLayout(viewOf(attribute), littleEndian);
  if (layout !== undefined) layouts.add(layout, idsIn(attribute.subarray(layout.attributeBytes), littleEndian));
}
export const RECORD_BYTES = 8;

/** Read lazily. */
function* idsAt(source: ByteSource, at: number, bytes: number, littleEndian: boolean): Generator<bigint> {
  yield* idsIn(source.read(at, bytes), littleEndian);
}

function* idsIn(bytes: Uint8Array, littleEndian: boolean): Generator<bigint> {
  const view = viewOf(bytes);
  for (let at = 0; at + ID_BYTES <= bytes.length; at += ID_BYTES) yield view.getBigUint64(at, littleEndian);
}
