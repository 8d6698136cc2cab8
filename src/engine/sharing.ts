/**
 * How one thread of the pool hands parts of an artifact that it unpacks to the other threads: one archive may be all
 * there is to scan. Only as many pieces are out at a time as keep every thread busy; the thread that unpacks scans the
 * rest itself.
 */
import { newPieceLock, type PieceLock, takes } from './piece-lock.ts';
import type { HandedBack, HandedOn, SharedWork } from './task.ts';

/** How many pieces were handed on and are not done yet; shared by the pool and its workers. */
export type PiecesOut = Int32Array<SharedArrayBuffer>;

export function noPiecesOut(): PiecesOut {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/**
 * Bytes of a piece: some 10 ms of work. A multiple of the page size, so that slabs of a stream begin where windows of
 * the scanner do.
 */
export const PIECE_BYTES = 2 << 20;
/** Pieces out beyond one per thread, so that a thread that finishes its own finds another. */
const PIECES_WAITING = 2;

/** A piece that is out, from the point of view of its owner. */
export interface Piece {
  /** The share of its artifact. A piece done in this thread adds to that artifact's result, which must still be open. */
  readonly owner: object;
  readonly work: SharedWork;
  /** Called when another thread has done it, or was terminated while doing it. */
  readonly onBack: (back: HandedBack) => void;
  /** Does the piece in this thread, when no other has begun it. */
  readonly here: () => Promise<void>;
}

export interface SharingOptions {
  readonly out: PiecesOut;
  /** Threads of the pool; with only one, nothing is shared. */
  readonly threads: number;
  readonly post: (work: HandedOn) => void;
  /** Passes to `take` everything that was given back so far: a busy thread does not get to its messages. */
  readonly poll: () => void;
  /** Called before and after this thread only waits, so that it is not taken for stuck. */
  readonly onWait: (isWaiting: boolean) => void;
}

/** A worker's side of sharing. */
export class Sharing {
  readonly #options: SharingOptions;
  readonly #waiting = new Map<number, { readonly piece: Piece; readonly lock: PieceLock }>();
  #ticket = 0;
  #wake: () => void = () => {};

  constructor(options: SharingOptions) {
    this.#options = options;
  }

  get hasRoom(): boolean {
    const { threads, out, poll } = this.#options;
    if (threads < 2) return false;
    poll();
    return Math.max(Atomics.load(out, 0), this.#waiting.size) < threads + PIECES_WAITING;
  }

  handOn(piece: Piece): void {
    const lock = newPieceLock();
    this.#waiting.set(++this.#ticket, { piece, lock });
    Atomics.add(this.#options.out, 0, 1);
    this.#options.post({ task: { ...piece.work, lock }, ticket: this.#ticket });
  }

  /** Receives what the pool gives back; ignored for a piece that was done here. */
  take(back: HandedBack): void {
    const { piece } = this.#waiting.get(back.ticket) ?? {};
    this.#waiting.delete(back.ticket);
    piece?.onBack(back);
    this.#wake();
  }

  /**
   * Waits until `isDone`. Meanwhile does pieces of `owner` that no other thread has begun: those may be busy with
   * artifacts of their own, and wait for pieces of theirs.
   */
  async until(isDone: () => boolean, owner: object): Promise<void> {
    while (!isDone()) {
      const own = this.#reclaim(owner);
      if (own !== undefined) await own.here();
      else await this.#next();
    }
  }

  #reclaim(owner: object): Piece | undefined {
    for (const [ticket, { piece, lock }] of this.#waiting) {
      if (piece.owner !== owner || !takes(lock)) continue;
      this.#waiting.delete(ticket);
      return piece;
    }
    return undefined;
  }

  async #next(): Promise<void> {
    this.#options.onWait(true);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#options.onWait(false);
  }
}
