/**
 * Backups of Firebird (gbak, .fbk; LibreOffice Base stores its databases in this form): rows are packed, and blobs are split into
 * segments. Both are found by how they begin, one after the other, so other records need not be understood. Names and programs are plain.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { drain } from '../../bytes/chunks.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { inflateNext } from '../codecs/inflate.ts';
import { unpackSignedRuns } from '../codecs/signed-runs.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { gathered } from '../container/gathered.ts';
import { viewOf } from '../container/magic.ts';
import {
  type BackupHead,
  backupHead,
  FIRST_BYTES,
  HEAD_BYTES,
  isBackup,
  MAX_HEAD_BYTES,
} from './firebird-backup-head.ts';
import { LongBlobs } from './firebird-long-blobs.ts';
import { looseLines } from './firebird-texts.ts';

const NAME = 'rows';
const LINE_FEED = Uint8Array.of(0x0a);
/** Longer blobs are entries: they may be files. */
const MAX_SHORT_BYTES = 32 << 10;
/** A record has up to 65,535 bytes, and 2-byte numbers take 4 here. */
const MAX_ROW_BYTES = 512 << 10;
const LOOK_BYTES = 64 << 10;
/** Four times the largest read, which is a row. */
const WINDOW_BYTES = 4 << 20;
/**
 * Limit on bytes inspected for false matches of rows and blobs, as a multiple of the backup's size, and for a small one: each may claim
 * everything that follows.
 */
const [MAX_WASTED_RATIO, MIN_WASTED_BYTES] = [8, 64 << 20];
/** Minimum cost charged for a row or a segment. */
const MIN_EFFORT = 64;

export const firebirdBackup: SourceContainer = {
  id: 'firebird-backup',
  title: 'Firebird backup (gbak, .fbk; columns, one per line or as `name=value`; blobs)',
  limits: 'encrypted backups; arrays: only raw bytes',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: FIRST_BYTES,
  sniff: isBackup,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const head = backupHead(source.read(0, Math.min(MAX_HEAD_BYTES, source.size)));
  if (head.isEncrypted) {
    yield {
      trouble: { code: 'encrypted', message: 'the backup is encrypted: restore it with its key, and scan that' },
    };
    return;
  }
  if (head.unzipped !== undefined) {
    yield unzipped(source, head.unzipped, head.end);
    return;
  }
  const backup = new Backup(source, head, budget);
  yield { name: NAME, open: () => backup.lines() };
  // Reads what the consumer left.
  await drain(backup.lines(), budget);
  for (const { at, end } of backup.longBlobs.places)
    yield {
      name: `blob at ${at}`,
      open: async function* () {
        yield* gathered(backup.segments(at, end));
      },
    };
  yield* backup.troubles();
}

/** RFC 1950, section 2.2. */
const ZLIB_HEADER_BYTES = 2;
/** RFC 1951, section 3.2.4: what gbak's flush emits; also the final block, which gbak does not write. */
const FLUSHED = Buffer.from([0, 0, 0xff, 0xff]);
const LAST_BLOCK = Buffer.from([1, 0, 0, 0xff, 0xff]);

/** As a backup that is not zipped. */
function unzipped(source: ByteSource, head: Uint8Array, start: number): Entry {
  const end = endBefore(source);
  const isWhole = end - start > ZLIB_HEADER_BYTES + FLUSHED.length && FLUSHED.equals(source.read(end - 4, 4));
  async function* packed(): AsyncGenerator<Uint8Array> {
    yield* streamOf(source, Math.min(start + ZLIB_HEADER_BYTES, end), end, LOOK_BYTES);
    if (isWhole) yield LAST_BLOCK;
  }
  let isRead = false;
  return {
    name: 'unpacked',
    taken: () => [{ start, end: isRead ? source.size : start + 1 }],
    async *open() {
      yield head;
      yield* inflateNext(new ChunkReader(packed()));
      isRead = true;
    },
  };
}

/** Zeros up to a multiple of 512 follow the end. */
function endBefore(source: ByteSource): number {
  const bytes = Math.min(LOOK_BYTES, source.size);
  const tail = source.read(source.size - bytes, bytes);
  let zeros = 0;
  while (zeros < bytes && tail[bytes - 1 - zeros] === 0) zeros++;
  return source.size - zeros;
}

/**
 * Whether the mark of the end stands before the padding. Firebird 2 pads with what its buffer had there before, so that the padding
 * repeats the bytes one buffer earlier.
 */
function hasEnd(source: ByteSource): boolean {
  const end = endBefore(source);
  if (end > 0 && source.read(end - 1, 1)[0] === END) return true;
  if (source.size % BLOCK_BYTES !== 0 || source.size < BLOCK_BYTES + BUFFER_BYTES) return false;
  const lastBlock = Buffer.from(source.read(source.size - BLOCK_BYTES, BLOCK_BYTES));
  const earlier = Buffer.from(source.read(source.size - BLOCK_BYTES - BUFFER_BYTES, BLOCK_BYTES));
  for (let at = lastBlock.indexOf(END); at >= 0; at = lastBlock.indexOf(END, at + 1))
    if (at + 1 < BLOCK_BYTES && lastBlock.subarray(at + 1).equals(earlier.subarray(at + 1))) return true;
  return false;
}
const [BLOCK_BYTES, BUFFER_BYTES] = [512, 8 << 10];

/** The segments of a blob. */
interface Extent {
  readonly at: number;
  readonly end: number;
}

/*  row                                           blob
 *  0  3  6 1 4                                   0   3  7 3 4, and 4 which column
 *  3  4  bytes                                   7   2  6 4, and 4 its longest segment
 *  7  2  17 4, and 4 its bytes in XDR,           13  2  5 4, and 4 how many segments
 *        of one for all machines                 19  2  4 4, and 4 whether it is a stream
 *  .  1  2                                       25  1  7
 *  .  .  the row, packed                         26  .  of each segment: 2 its bytes, the bytes          */
const ROW = [6, 1, 4];
const BLOB = [7, 3, 4];
const [XDR_AT, BLOB_HEAD_BYTES] = [7, 26];
/** A row is followed by another row, a blob, an array, or their end; there are 38 kinds of records, and 0 is the head. */
const LAST_KIND = 64;
const END = 10;

class Backup {
  readonly longBlobs = new LongBlobs<Extent>();
  #at: number;
  #tornRows = 0;
  #wastedBytesLeft: number;
  readonly #source: ByteSource;
  readonly #head: BackupHead;
  readonly #budget: Budget;
  readonly #room = new Uint8Array(MAX_ROW_BYTES);

  constructor(source: ByteSource, head: BackupHead, budget: Budget) {
    this.#source = new ReadAheadSource(source, WINDOW_BYTES);
    [this.#head, this.#budget, this.#at] = [head, budget, head.end];
    this.#wastedBytesLeft = Math.max(MIN_WASTED_BYTES, MAX_WASTED_RATIO * source.size);
  }

  /** Lines of the part not read yet. */
  async *lines(): AsyncGenerator<Uint8Array> {
    const { size } = this.#source;
    while (this.#at < size && this.#wastedBytesLeft >= 0) {
      this.#budget.checkTime();
      const window = this.#source.read(this.#at, Math.min(LOOK_BYTES, size - this.#at));
      const found = nextBeginning(window);
      this.#at += found;
      if (found === window.length) continue;
      if (window[found] === ROW[0]) yield* this.#row();
      else yield* this.#blob();
    }
  }

  *segments(at: number, end: number): Generator<Uint8Array> {
    for (let next = at; next < end; ) {
      this.#budget.checkTime();
      const bytes = viewOf(this.#source.read(next, 2)).getUint16(0, true);
      yield this.#source.read(next + 2, bytes);
      next += 2 + bytes;
    }
  }

  *troubles(): Generator<Trouble> {
    if (this.#tornRows > 0)
      yield damaged(`rows and blobs that are damaged or cut off: ${this.#tornRows}; they are scanned as is`, NAME);
    yield* this.longBlobs.troubles(NAME);
    if (this.#wastedBytesLeft < 0)
      yield damaged(
        `from byte ${this.#at} on the backup is scanned as is: too many rows and blobs before it are none`,
        NAME,
      );
    if (!hasEnd(this.#source)) yield damaged('the backup has no end: it was cut, or goes on in another file', NAME);
  }

  *#row(): Generator<Uint8Array> {
    const at = this.#at++;
    const { size } = this.#source;
    const head = this.#source.read(at, Math.min(14, size - at));
    const hasXdr = head[XDR_AT] === 17 && head[XDR_AT + 1] === 4;
    const dataAt = hasXdr ? XDR_AT + 6 : XDR_AT;
    if (head[dataAt] !== 2) return;
    const bytes = viewOf(head).getUint32(hasXdr ? XDR_AT + 2 : 3, true);
    if (bytes === 0 || bytes > MAX_ROW_BYTES) return;
    const start = at + dataAt + 1;
    // A step of 127 bytes has a length byte before it.
    const most = this.#head.isPacked ? bytes + Math.ceil(bytes / 64) + 16 : bytes;
    const data = this.#source.read(start, Math.min(most, size - start));
    const { read, end, made } = this.#head.isPacked
      ? this.#unpack(data, bytes)
      : { read: data.length, end: data.length, made: data.length };
    const kind = start + read < size ? this.#source.read(start + read, 1)[0]! : END;
    if (made !== bytes || kind === 0 || kind > LAST_KIND) return this.#tear(read);
    this.#at = start + read;
    yield looseLines(this.#head.isPacked ? this.#room.subarray(0, end) : data);
  }

  #tear(wastedBytes: number): void {
    this.#tornRows++;
    this.#wastedBytesLeft -= wastedBytes + MIN_EFFORT;
  }

  #unpack(data: Uint8Array, maxBytes: number): { read: number; end: number; made: number } {
    const { read, end, bytes } = unpackSignedRuns(data, { room: this.#room, at: 0, maxBytes, cutsRuns: true });
    return { read, end, made: bytes };
  }

  *#blob(): Generator<Uint8Array> {
    const at = this.#at++;
    const { size } = this.#source;
    if (at + BLOB_HEAD_BYTES > size) return;
    const head = this.#source.read(at, BLOB_HEAD_BYTES);
    const isHead =
      [7, 13, 19].every((from, index) => head[from] === 6 - index && head[from + 1] === 4) && head[25] === 7;
    if (!isHead) return;
    const start = at + BLOB_HEAD_BYTES;
    let end = start;
    const segments = viewOf(head).getUint32(15, true);
    for (let done = 0; done < segments; done++) {
      this.#budget.checkTime();
      if (end + 2 <= size) end += 2 + viewOf(this.#source.read(end, 2)).getUint16(0, true);
      else end = size + 1;
      if (end > size) return this.#tear(done * MIN_EFFORT);
    }
    this.#at = end;
    if (end - start <= MAX_SHORT_BYTES) yield Buffer.concat([...this.segments(start, end), LINE_FEED]);
    else this.longBlobs.add({ at: start, end });
  }
}

/** The next candidate for a row or a blob, or how much need not be searched again. */
function nextBeginning(window: Uint8Array): number {
  for (let at = 0; at + 2 < window.length; at++) {
    const kind = window[at]!;
    if (window[at + 2] !== 4 || (kind !== ROW[0] && kind !== BLOB[0])) continue;
    if (window[at + 1] === (kind === ROW[0] ? ROW[1] : BLOB[1])) return at;
  }
  return window.length < LOOK_BYTES ? window.length : window.length - 2;
}
