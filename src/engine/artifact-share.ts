import type { Budget } from '../bytes/budget.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { KnownKey } from '../detect/known-key.ts';
import type { PlainPlace } from '../unpack/walk/position.ts';
import { MAX_NOTES } from './note-book.ts';
import { PIECE_BYTES, type Piece, type Sharing } from './sharing.ts';
import type { SlabBuffers } from './slab-buffers.ts';
import type { ArtifactRef, HandedBack, LeafBatch, SharedWork, Slab } from './task.ts';

/** To tell of less takes longer than to scan it. */
const LEAST_BYTES = 256;
/** Small files go together: messages then do not count. */
const BATCH_BYTES = 1 << 20;
const BATCH_FILES = 512;

export interface ShareOptions {
  readonly artifact: ArtifactRef;
  readonly begunAtMs: number;
  readonly budget: Budget;
  readonly buffers: SlabBuffers;
  /** Absent: there is nobody to share with. */
  readonly sharing: Sharing | undefined;
  /** Scans files here after all. */
  readonly scanLeaves: (leaves: LeafBatch) => Promise<void>;
}

/** What is handed on out of one artifact. */
export class ArtifactShare {
  readonly #options: ShareOptions;
  readonly #sharing: Sharing | undefined;
  readonly #buffers: SlabBuffers;
  readonly #keys = new Map<string, KnownKey>();
  /** Pieces that others have, or may take. */
  #out = 0;
  /** Pieces that are done here, one in the other. */
  #here = 0;
  #pieces = 0;
  #batch: { bytes: Uint8Array; filled: number; spans: LeafBatch['spans'][number][] } | undefined;

  constructor(options: ShareOptions) {
    this.#options = options;
    this.#buffers = options.buffers;
    this.#sharing = options.sharing;
  }

  /** Pieces that others have done, or will do: so many parts of the artifact come from elsewhere. */
  get pieces(): number {
    return this.#pieces;
  }

  /** Copies what is at hand and small. @returns whether another thread scans it */
  offerLeaf(place: PlainPlace, source: ByteSource): boolean {
    // What nobody wanted is scanned here, and not offered once more.
    if (this.#sharing === undefined || this.#here > 0) return false;
    if (source.size < LEAST_BYTES || source.size > PIECE_BYTES) return false;
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

  /** Hands on what was taken. Call at the end. */
  flush(): void {
    const batch = this.#batch;
    this.#batch = undefined;
    if (batch === undefined) return;
    const leaves = { bytes: batch.bytes.subarray(0, batch.filled), spans: batch.spans };
    const done = (): void => this.#buffers.give(batch.bytes);
    const here = (): Promise<void> => this.#options.scanLeaves(leaves).finally(done);
    this.#handOn({ ...this.#artifact(), kind: 'leaves', leaves }, { onBack: done, here });
  }

  /** @returns whether another thread scans it; `onBack` is called when it has, and `here` when nobody wants to */
  handOnSlab(place: PlainPlace, slab: Slab, how: Pick<Piece, 'onBack' | 'here'>): boolean {
    if (this.#sharing?.hasRoom !== true) return false;
    this.#handOn({ ...this.#artifact(), kind: 'slab', place, slab }, how);
    return true;
  }

  /** See `Sharing.until`. */
  async until(isDone: () => boolean): Promise<void> {
    await this.#sharing?.until(isDone, this);
  }

  /** Public keys that other threads have seen so far; waits for them. */
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
        // Not when it is done: an image that is found in it waits for what is out, and would wait for itself.
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
