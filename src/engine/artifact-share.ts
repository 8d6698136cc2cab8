import type { Budget } from '../bytes/budget.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { KnownKey } from '../detect/known-key.ts';
import type { PlainPlace } from '../unpack/walk/position.ts';
import { MAX_NOTES } from './note-book.ts';
import { PIECE_BYTES, type Piece, type Sharing } from './sharing.ts';
import type { SlabBuffers } from './slab-buffers.ts';
import type { ArtifactRef, HandedBack, LeafBatch, SharedWork, Slab } from './task.ts';

/** Smaller files are scanned here: passing one on takes longer than scanning it. */
const MIN_BYTES = 256;
/** Small files are batched, so that the cost of messages does not count. */
const BATCH_BYTES = 1 << 20;
const BATCH_FILES = 512;

export interface ShareOptions {
  readonly artifact: ArtifactRef;
  readonly begunAtMs: number;
  readonly budget: Budget;
  readonly buffers: SlabBuffers;
  /** Absent: there is no other thread to share with. */
  readonly sharing: Sharing | undefined;
  /** Scans files in this thread, when no other thread has taken them. */
  readonly scanLeaves: (leaves: LeafBatch) => Promise<void>;
}

/** Hands work of one artifact to other threads. */
export class ArtifactShare {
  readonly #options: ShareOptions;
  readonly #sharing: Sharing | undefined;
  readonly #buffers: SlabBuffers;
  readonly #keys = new Map<string, KnownKey>();
  /** Pieces handed on that are not back yet. */
  #out = 0;
  /** Pieces taken back and being done in this thread; they can nest. */
  #here = 0;
  #pieces = 0;
  #batch: { bytes: Uint8Array; filled: number; spans: LeafBatch['spans'][number][] } | undefined;

  constructor(options: ShareOptions) {
    this.#options = options;
    this.#buffers = options.buffers;
    this.#sharing = options.sharing;
  }

  /** Pieces that other threads have done or will do: as many parts of the artifact come from elsewhere. */
  get pieces(): number {
    return this.#pieces;
  }

  /**
   * Copies a leaf into the batch, if it is small enough.
   * @returns whether it will be scanned as part of the batch, and not by the caller
   */
  offerLeaf(place: PlainPlace, source: ByteSource): boolean {
    // Leaves found in a piece that was taken back are scanned here, and not offered again.
    if (this.#sharing === undefined || this.#here > 0) return false;
    if (source.size < MIN_BYTES || source.size > PIECE_BYTES) return false;
    if (this.#batch !== undefined && this.#batch.filled + source.size > this.#batch.bytes.length) this.flush();
    if (this.#batch === undefined && !this.#sharing.hasRoom) return false;
    this.#batch ??= { bytes: this.#buffers.take(), filled: 0, spans: [] };
    const batch = this.#batch;
    const [start, end] = [batch.filled, batch.filled + source.size];
    source.readInto(batch.bytes.subarray(start, end), 0);
    batch.spans.push({ place, start, end });
    batch.filled = end;
    if (end >= BATCH_BYTES || batch.spans.length >= BATCH_FILES) this.flush();
    return true;
  }

  /** Hands on the current batch. Call at the end. */
  flush(): void {
    const batch = this.#batch;
    this.#batch = undefined;
    if (batch === undefined) return;
    const leaves = { bytes: batch.bytes.subarray(0, batch.filled), spans: batch.spans };
    const done = (): void => this.#buffers.give(batch.bytes);
    const here = (): Promise<void> => this.#options.scanLeaves(leaves).finally(done);
    this.#handOn({ ...this.#artifact(), kind: 'leaves', leaves }, { onBack: done, here });
  }

  /**
   * @returns whether the slab was handed on; then `onBack` is called when another thread has scanned it, or `here` when
   * none has taken it
   */
  handOnSlab(place: PlainPlace, slab: Slab, how: Pick<Piece, 'onBack' | 'here'>): boolean {
    if (this.#sharing?.hasRoom !== true) return false;
    this.#handOn({ ...this.#artifact(), kind: 'slab', place, slab }, how);
    return true;
  }

  /** See `Sharing.until`. */
  async until(isDone: () => boolean): Promise<void> {
    await this.#sharing?.until(isDone, this);
  }

  /** Public keys that other threads have seen in this artifact; waits until all pieces are back. */
  async keysSeen(): Promise<readonly KnownKey[]> {
    this.flush();
    await this.until(() => this.#out === 0);
    return [...this.#keys.values()];
  }

  #handOn(work: SharedWork, { onBack, here }: Pick<Piece, 'onBack' | 'here'>): void {
    this.#pieces++;
    this.#out++;
    this.#sharing?.handOn({
      owner: this,
      work,
      onBack: (back) => {
        this.#out--;
        this.#note(back);
        onBack(back);
      },
      here: () => {
        // Counted as back before it is done: an image found in it waits until nothing is out, and would otherwise wait
        // for itself.
        this.#out--;
        this.#pieces--;
        this.#here++;
        return here().finally(() => {
          this.#here--;
        });
      },
    });
  }

  #note({ keys }: HandedBack): void {
    for (const key of keys) if (this.#keys.size < MAX_NOTES) this.#keys.set(key.spkiSha256, key);
  }

  #artifact(): Pick<SharedWork, 'artifact' | 'begunAtMs' | 'spent'> {
    const { artifact, begunAtMs, budget } = this.#options;
    return { artifact, begunAtMs, spent: budget.spent };
  }
}
