/**
 * What one thread of the pool hands to the others out of an artifact that it unpacks: one archive may be all there is to scan.
 * No more than keeps everybody at work is out at a time; whoever unpacks scans the rest himself.
 */
import type { KnownKey } from '../detect/known-key.ts';
import type { HandedBack, HandedOn, SharedTask } from './task.ts';

/** Shared by the pool and its workers: how many pieces were handed on and are not through. */
export type PiecesOut = Int32Array<SharedArrayBuffer>;

export function noPiecesOut(): PiecesOut {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Bytes of a piece: some 10 ms of work. */
export const PIECE_BYTES = 2 << 20;
/** Beside one for each thread, so that a thread that is through with its own finds another. */
const PIECES_WAITING = 2;

export interface SharingOptions {
  readonly out: PiecesOut;
  /** Of the pool; one alone shares with nobody. */
  readonly threads: number;
  readonly post: (work: HandedOn) => void;
  /** Calls `take` with all that has been given back by now: this thread may be too busy to be told. */
  readonly poll: () => void;
}

/** A worker's side of it. For one artifact at a time. */
export class Sharing {
  readonly #options: SharingOptions;
  readonly #waiting = new Map<number, (back: HandedBack) => void>();
  #ticket = 0;
  #keys: KnownKey[] = [];
  #wake: () => void = () => {};
  #isUsed = false;

  constructor(options: SharingOptions) {
    this.#options = options;
  }

  /** Called before each artifact. Nobody waits for what of the one before is still out. */
  begin(): void {
    this.#keys = [];
    this.#isUsed = false;
  }

  /** Whether anything of the artifact was handed on. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  get hasRoom(): boolean {
    const { threads, out, poll } = this.#options;
    if (threads < 2) return false;
    poll();
    return Math.max(Atomics.load(out, 0), this.#waiting.size) < threads + PIECES_WAITING;
  }

  /** @param onBack called when another thread is through with it, or was ended at it */
  handOn(task: SharedTask, onBack: (back: HandedBack) => void): void {
    this.#isUsed = true;
    this.#waiting.set(++this.#ticket, onBack);
    Atomics.add(this.#options.out, 0, 1);
    this.#options.post({ task, ticket: this.#ticket });
  }

  /** Called with what the pool gives back. */
  take(back: HandedBack): void {
    this.#waiting.get(back.ticket)?.(back);
    this.#waiting.delete(back.ticket);
    this.#keys.push(...back.keys);
    this.#wake();
  }

  /** Waits until `isDone`, which is looked at each time that something comes back. */
  async until(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Waits for all that is out. @returns public keys that were seen in it */
  async drain(): Promise<readonly KnownKey[]> {
    await this.until(() => this.#waiting.size === 0);
    return this.#keys;
  }
}
