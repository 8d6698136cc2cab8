/**
 * Journals of systemd (systemd.io/JOURNAL_FILE_FORMAT): individually packed values of fields. LZ4 is unpacked here; a value in
 * xz or Zstandard is an entry in that format. Unpacked values come together, by the megabyte. Objects are read in sequence, not
 * through the hash tables; after a damaged one, the next plausible one is searched for.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { isZero } from '../../bytes/zeros.ts';
import { FormatError } from '../../model/errors.ts';
import { SLACK_BYTES, unpackLz4Block } from '../codecs/lz4-block.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { HEADER_BATCH_BYTES, HeaderPieces } from '../container/header-pieces.ts';
import { wholeEntry } from '../container/whole-entry.ts';

const MAGIC = Buffer.from('LPKSHHRH');
const HEADER_BYTES = 144;

export const journal: SourceContainer = {
  id: 'systemd-journal',
  title: 'systemd journal',
  headBytes: HEADER_BYTES,
  reads: 'source',
  keepsLeaf: 'as is',
  firstBytes: [0x4c],
  sniff: (head) => head.length >= HEADER_BYTES && MAGIC.equals(head.subarray(0, MAGIC.length)),
  entries,
};

/*   0  8  "LPKSHHRH"
 *   8  4  compatible flags
 *  12  4  incompatible flags: 1 xz, 2 LZ4, 4 keyed hash, 8 Zstandard, 16 compact
 *  88  8  size of this header
 * 136  8  offset of the last object                                                */
const COMPACT = 16;

/*  0  1  type: 1 data, 2 field, 3 entry, 4 and 5 hash tables, 6 array of entries, 7 tag
 *  1  1  flags: how the payload is packed
 *  2  6  reserved: zero
 *  8  8  size of the object, with these 16 bytes; the next one begins at a multiple of 8
 * 16 48  of data: hash, offsets
 * 64  8  of data in a compact file: two more numbers
 *     n  of data: payload, "FIELD=value"                                                   */
const OBJECT_BYTES = 16;
const DATA = 1;
const LAST_TYPE = 7;
const PACKED = { xz: 1, lz4: 2, zstd: 4 } as const;

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const header = Buffer.from(source.read(0, HEADER_BYTES));
  const isCompact = (header.readUInt32LE(12) & COMPACT) !== 0;
  const headerBytes = size64LE(header, 88);
  const last = size64LE(header, 136);
  const start = headerBytes >= HEADER_BYTES && headerBytes < source.size ? headerBytes : HEADER_BYTES;
  let damagedAt: number | undefined;
  const ahead = new ReadAheadSource(source);
  const plain = new HeaderPieces();
  for (const object of objectsOf(ahead, start + (-start & 7), budget)) {
    if (object.type === 'unknown') {
      // Space is allocated ahead and zero-filled, so what follows the last object is no damage.
      if (object.start <= last || !object.isBlank) damagedAt ??= object.start;
    } else if (object.type === DATA) {
      const payload = object.start + (isCompact ? 72 : 64);
      if (object.flags !== 0 || object.end - payload > HEADER_BATCH_BYTES) yield* readPayload(source, object, payload);
      else if (object.end > payload) plain.add(ahead.read(payload, object.end - payload));
      if (plain.size > HEADER_BATCH_BYTES) yield* plain.take();
    }
  }
  yield* plain.take();
  if (damagedAt !== undefined)
    throw new FormatError(
      `expected an object of a journal at offset ${damagedAt}, found other bytes; read on from the next sound one`,
    );
}

interface JournalObject {
  readonly type: number;
  readonly flags: number;
  readonly start: number;
  readonly end: number;
}
/** Bytes of no object. */
interface Unknown {
  readonly type: 'unknown';
  readonly start: number;
  readonly isBlank: boolean;
}

/** A multiple of 8. */
const BLANK_BYTES = 1 << 10;

function* objectsOf(source: ByteSource, start: number, budget: Budget): Generator<JournalObject | Unknown> {
  let unknown: { start: number; isBlank: boolean } | undefined;
  for (let at = start; at + OBJECT_BYTES <= source.size; ) {
    if ((at & 0x3ff) === 0) budget.checkTime();
    const object = objectAt(source, at);
    if (object === undefined) {
      unknown ??= { start: at, isBlank: true };
      const isBlank = isZero(source.read(at, Math.min(BLANK_BYTES, source.size - at)));
      if (!isBlank) unknown.isBlank &&= isZero(source.read(at, OBJECT_BYTES));
      at += isBlank ? BLANK_BYTES : 8;
      continue;
    }
    if (unknown !== undefined) yield { type: 'unknown', ...unknown };
    unknown = undefined;
    budget.checkTime();
    yield object;
    at = object.end + (-object.end & 7);
  }
  if (unknown !== undefined) yield { type: 'unknown', ...unknown };
}

function objectAt(source: ByteSource, start: number): JournalObject | undefined {
  const head = source.read(start, OBJECT_BYTES);
  const type = head[0]!;
  const flags = head[1]!;
  if (type === 0 || type > LAST_TYPE || (flags & (flags - 1)) !== 0 || flags > PACKED.zstd) return undefined;
  const words = Buffer.from(head.buffer, head.byteOffset, OBJECT_BYTES);
  if (words.readUIntLE(2, 6) !== 0) return undefined;
  const end = start + size64LE(words, 8);
  return end > start + OBJECT_BYTES && end <= source.size ? { type, flags, start, end } : undefined;
}

async function* readPayload(
  source: ByteSource,
  { flags, start, end }: JournalObject,
  payload: number,
): AsyncGenerator<Entry | Trouble> {
  const name = `data at ${start}`;
  if (end <= payload) return;
  if (flags === PACKED.lz4) yield* readLz4(source, name, payload, end);
  else if (end - payload > MAX_WHOLE_BYTES) yield { name, open: () => streamOf(source, payload, end) };
  else yield wholeEntry(name, source.read(payload, end - payload));
}

/** journald accepts no field above 768 MiB, and writes none above some MiB. */
const MAX_WHOLE_BYTES = 64 << 20;
/** Largest ratio of an LZ4 block. */
const LZ4_RATIO = 255;

/* 0  8  size of the unpacked value
 * 8  n  LZ4 block                   */
function* readLz4(source: ByteSource, name: string, start: number, end: number): Generator<Entry | Trouble> {
  const packedBytes = end - start - 8;
  const size = packedBytes < 1 ? 0 : size64LE(Buffer.from(source.read(start, 8)), 0);
  if (packedBytes > MAX_WHOLE_BYTES || size > MAX_WHOLE_BYTES) {
    const message = `expected at most ${MAX_WHOLE_BYTES} bytes in an LZ4 block; only the packed bytes are scanned`;
    yield { name, trouble: { code: 'unsupported', message } };
    return;
  }
  const limit = Math.min(size, Math.max(0, packedBytes) * LZ4_RATIO);
  const target = new Uint8Array(limit + SLACK_BYTES);
  const block = packedBytes < 1 ? new Uint8Array(0) : source.read(start + 8, packedBytes);
  const found = unpackLz4Block(block, target, { start: 0, limit, base: 0 });
  yield wholeEntry(name, target.subarray(0, found < 0 ? ~found : found));
  const message = 'the LZ4 block is damaged; what could be unpacked is scanned';
  if (found !== size) yield damaged(message, name);
}
