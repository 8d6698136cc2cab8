import { streamOf } from '../../bytes/byte-source.ts';
import { Spool } from '../../bytes/spool.ts';
import type { Entry } from './container.ts';
import { type REMAINDER, remainder } from './remainder.ts';

const PENDING_BYTES = 64 << 10;
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
    if (this.#pendingBytes + bytes.length > this.#pending.length) this.#flush();
    if (bytes.length > this.#pending.length) this.#pending = new Uint8Array(Math.max(PENDING_BYTES, bytes.length));
    this.#pending.set(bytes, this.#pendingBytes);
    this.#pendingBytes += bytes.length;
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
