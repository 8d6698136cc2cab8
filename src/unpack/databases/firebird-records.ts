/** Records of Firebird, reassembled and unpacked, and their earlier versions, which are stored as differences (vio.cpp, sqz.cpp). */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { unpackSignedRuns } from '../codecs/signed-runs.ts';
import {
  isEncrypted,
  type LinePlace,
  lineOn,
  MIN_LINE_BYTES,
  type RecordHead,
  recordHead,
  TYPES,
} from './firebird-page.ts';

/** MAX_RECORD_SIZE is 65,535; differences add at most half of that. */
const MAX_RECORD_BYTES = 96 << 10;

/** Limit on versions that were replaced or deleted but are still there: a swept database has none. */
const MAX_VERSIONS = 1e6;

export interface FirebirdVersion {
  /** Unpacked; valid until the next one is requested. */
  readonly record: Uint8Array;
  readonly format: number;
}

export class FirebirdRecords {
  /** Records with missing pieces, or that cannot be unpacked. */
  torn = 0;
  readonly #source: ByteSource;
  readonly #pageBytes: number;
  readonly #room = new Uint8Array(MAX_RECORD_BYTES);
  readonly #older = new Uint8Array(MAX_RECORD_BYTES);
  readonly #versions = new Set<number>();
  /** Each line belongs to one record: limits how far a forged file that repeats lines is followed. */
  #linesLeft: number;
  #lastPage: { readonly number: number; readonly bytes: Uint8Array } | undefined;

  constructor(source: ByteSource, pageBytes: number) {
    [this.#source, this.#pageBytes] = [source, pageBytes];
    this.#linesLeft = Math.ceil(source.size / MIN_LINE_BYTES);
  }

  /**
   * A record and its earlier versions, newest first.
   * @param cutsRuns for a quick look at a record without known columns; for versions, then yields only the differences
   */
  *versions(line: Uint8Array, head: RecordHead, cutsRuns: boolean): Generator<FirebirdVersion> {
    let bytes = this.#unpack(this.#room, line, head, cutsRuns);
    yield { record: this.#room.subarray(0, bytes), format: head.format };
    for (let newer = head; newer.before !== undefined; ) {
      const older = this.#isNew(newer.before) ? this.#line(newer.before) : undefined;
      const olderHead = older && recordHead(older);
      if (olderHead === undefined || olderHead.isBlob) {
        this.torn++;
        return;
      }
      if (newer.isBeforeDelta && !cutsRuns) {
        const differs = this.#unpack(this.#older, older!, olderHead, false);
        bytes = applied(this.#older.subarray(0, differs), this.#room, bytes);
      } else bytes = this.#unpack(this.#room, older!, olderHead, cutsRuns);
      yield { record: this.#room.subarray(0, bytes), format: olderHead.format };
      newer = olderHead;
    }
  }

  /** A version precedes only one other: one that a forged file repeats is not unpacked again. */
  #isNew({ page, line }: LinePlace): boolean {
    const key = page * 2 ** 16 + line;
    if (this.#versions.has(key) || this.#versions.size >= MAX_VERSIONS) return false;
    this.#versions.add(key);
    return true;
  }

  /** @returns the number of bytes */
  #unpack(room: Uint8Array, line: Uint8Array, head: RecordHead, cutsRuns: boolean): number {
    let end = 0;
    let piece: { line: Uint8Array; head: RecordHead } | undefined = { line, head };
    while (piece !== undefined) {
      const data = piece.line.subarray(piece.head.dataAt);
      const unpacked: { end: number; read: number } = piece.head.isPlain
        ? copied(data, room, end)
        : unpackSignedRuns(data, { room, at: end, maxBytes: room.length - end, cutsRuns });
      end = unpacked.end;
      const next: LinePlace | undefined = piece.head.next;
      const nextLine: Uint8Array | undefined = next && this.#line(next);
      const nextHead: RecordHead | undefined = nextLine && recordHead(nextLine);
      if (unpacked.read < data.length || (next !== undefined && nextHead?.isFragment !== true)) {
        this.torn++;
        return end;
      }
      piece = nextHead && { line: nextLine!, head: nextHead };
    }
    return end;
  }

  #line({ page, line }: LinePlace): Uint8Array | undefined {
    if (this.#linesLeft-- <= 0) return undefined;
    if (this.#lastPage?.number !== page) {
      const at = page * this.#pageBytes;
      if (at + this.#pageBytes > this.#source.size) return undefined;
      const bytes = this.#source.read(at, this.#pageBytes);
      if (bytes[0] !== TYPES.data || isEncrypted(bytes)) return undefined;
      this.#lastPage = { number: page, bytes };
    }
    return lineOn(this.#lastPage!.bytes, line);
  }
}

function copied(data: Uint8Array, room: Uint8Array, at: number): { end: number; read: number } {
  const read = Math.min(data.length, room.length - at);
  room.set(data.subarray(0, read), at);
  return { end: at + read, read };
}

/*  what differs, a step (Compressor::applyDiff)
 *  0  1  signed: n above 0: so many bytes follow that were others; below 0: -n bytes were the same     */
/** Turns `record`, of size `bytes`, into its previous version. @returns the new size */
function applied(differences: Uint8Array, record: Uint8Array, bytes: number): number {
  let at = 0;
  for (let read = 0; read < differences.length && at < record.length; ) {
    const control = (differences[read++]! << 24) >> 24;
    if (control > 0) {
      const old = differences.subarray(read, Math.min(read + control, read + record.length - at));
      record.set(old, at);
      read += control;
      at += old.length;
    } else at = Math.min(record.length, at - control);
  }
  return Math.max(at, bytes);
}
