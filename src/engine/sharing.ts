/**
 * What one thread of the pool hands to the others out of an artifact that it unpacks: one archive may be all there is to scan.
 * No more than keeps everybody at work is out at a time; whoever unpacks scans the rest himself.
 */
import { type Claim, claims } from './claim.ts';
import type { HandedBack, HandedOn, SharedWork } from './task.ts';

/** Shared by the pool and its workers: how many pieces were handed on and are not through. */
export type PiecesOut = Int32Array<SharedArrayBuffer>;

export function noPiecesOut(): PiecesOut {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Bytes of a piece: some 10 ms of work. Whole pages, so that the slabs of a stream begin where windows of the scanner do. */
export const PIECE_BYTES = 2 << 20;
/** Beside one for each thread, so that a thread that is through with its own finds another. */
const PIECES_WAITING = 2;

/** A piece that is out, as its owner sees it. */
export interface Piece {
  /** Of whom it is: what is done here goes into its results, for which nobody waits any more when it is through. */
  readonly owner: object;
  readonly work: SharedWork;
  /** Called when another thread is through with it, or was ended at it. */
  readonly onBack: (back: HandedBack) => void;
  /** Does it here, when nobody else has begun. */
  readonly here: () => Promise<void>;
}

export interface SharingOptions {
  readonly out: PiecesOut;
  /** Of the pool; one alone shares with nobody. */
  readonly threads: number;
  readonly post: (work: HandedOn) => void;
  /** Calls `take` with all that has been given back by now: this thread may be too busy to be told. */
  readonly poll: () => void;
  /** Told before and after this thread does nothing but wait, so that it is not taken for stuck. */
  readonly onWait: (isWaiting: boolean) => void;
}

/** A worker's side of it. */
export class Sharing {
  readonly #options: SharingOptions;
  readonly #waiting = new Map<number, { readonly piece: Piece; readonly claim: Claim }>();
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
    const claim: Claim = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    this.#waiting.set(++this.#ticket, { piece, claim });
    Atomics.add(this.#options.out, 0, 1);
    this.#options.post({ task: { ...piece.work, claim }, ticket: this.#ticket });
  }

  /** Called with what the pool gives back; of a piece that was done here that is nothing. */
  take(back: HandedBack): void {
    const { piece } = this.#waiting.get(back.ticket) ?? {};
    this.#waiting.delete(back.ticket);
    piece?.onBack(back);
    this.#wake();
  }

  /**
   * Waits until `isDone`, and does meanwhile what of `owner` others have not begun: they may be busy with artifacts of their own, and
   * wait for pieces of theirs.
   */
  async until(isDone: () => boolean, owner: object): Promise<void> {
    while (!isDone()) {
      const own = this.#reclaim(owner);
      if (own !== undefined) await own.here();
      else await this.#next();
    }
  }

  #reclaim(owner: object): Piece | undefined {
    for (const [ticket, { piece, claim }] of this.#waiting) {
      if (piece.owner !== owner || !claims(claim)) continue;
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
