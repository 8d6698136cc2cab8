import { streamOf } from '../../bytes/byte-source.ts';
import { Spool } from '../../bytes/spool.ts';
import type { Entry } from './container.ts';
import { type REMAINDER, remainder } from './remainder.ts';

/** Most files have few pieces: the buffer is small at first, and twice as large each time that it is full. */
const FIRST_PENDING_BYTES = 256;
const MAX_PENDING_BYTES = 64 << 10;
const LINE_FEED = Uint8Array.of(0x0a);

/** Spools bytes until the file around them has been read to its end: they may be many. Call `close` when done. */
export class SpooledPieces {
  readonly #kind: keyof typeof REMAINDER;
  #spool: Spool | undefined;
  /** Buffer of what goes to the spool next: pieces may be of one byte each. */
  #pending = new Uint8Array(0);
  #pendingBytes = 0;

  /** @param kind of remainder as which they are handed on */
  constructor(kind: keyof typeof REMAINDER) {
    this.#kind = kind;
  }

  get isEmpty(): boolean {
    return this.#pendingBytes === 0 && this.#spool === undefined;
  }

  /** Begins a piece. A line feed before each keeps two of them from forming one word. */
  begin(): void {
    this.add(LINE_FEED);
  }

  /** Copies `bytes`, which belong to the piece begun last. */
  add(bytes: Uint8Array): void {
    if (this.#pendingBytes + bytes.length > this.#pending.length) this.#makeRoom(bytes.length);
    this.#pending.set(bytes, this.#pendingBytes);
    this.#pendingBytes += bytes.length;
  }

  #makeRoom(bytes: number): void {
    if (this.#pendingBytes + bytes > MAX_PENDING_BYTES) this.#flush();
    const wanted = Math.max(FIRST_PENDING_BYTES, 2 * this.#pending.length, this.#pendingBytes + bytes);
    const pending = new Uint8Array(Math.max(Math.min(wanted, MAX_PENDING_BYTES), bytes));
    pending.set(this.#pending.subarray(0, this.#pendingBytes));
    this.#pending = pending;
  }

  /** Everything kept so far as an entry, if there is any. */
  *entries(): Generator<Entry> {
    this.#flush();
    const spool = this.#spool;
    this.#spool = undefined;
    if (spool === undefined) return;
    try {
      yield remainder(this.#kind, () => streamOf(spool.source()));
    } finally {
      spool.close();
    }
  }

  close(): void {
    this.#spool?.close();
    this.#spool = undefined;
  }

  #flush(): void {
    if (this.#pendingBytes > 0) {
      this.#spool ??= new Spool();
      this.#spool.write(this.#pending.subarray(0, this.#pendingBytes));
    }
    this.#pending = new Uint8Array(0);
    this.#pendingBytes = 0;
  }
}
