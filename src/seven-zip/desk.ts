import type { Piece } from '../bytes/byte-source.ts';

/** Most bytes of archives held in memory that are passed in shared memory; as much as the walk keeps in memory. */
const MAX_DESK_BYTES = 8 << 20;

/** Bytes that lie at the beginning of the desk. */
interface Laid {
  readonly buffer: WeakRef<ArrayBufferLike>;
  readonly start: number;
  readonly end: number;
}

/**
 * Shared memory from which the thread of 7-Zip reads what this thread has in memory. Posted bytes are copied for the thread instead, where
 * the copies wait for a garbage collection that is far off: they took 100 MiB a thread.
 */
export class Desk {
  readonly #memory = new SharedArrayBuffer(0, { maxByteLength: MAX_DESK_BYTES });
  #laid: Laid | undefined;

  /** Copies pieces that are in memory to the desk, as far as there is room. */
  layOut(pieces: readonly Piece[]): Piece[] {
    const [only] = pieces;
    const shared = pieces.length === 1 && only !== undefined && 'bytes' in only ? this.#find(only.bytes) : undefined;
    if (shared !== undefined) return [{ size: shared.length, bytes: shared }];
    let used = 0;
    const wanted = pieces.reduce((sum, piece) => sum + ('bytes' in piece ? piece.size : 0), 0);
    this.#memory.grow(Math.max(this.#memory.byteLength, Math.min(wanted, MAX_DESK_BYTES)));
    this.#laid = undefined;
    return pieces.map((piece) => {
      if (!('bytes' in piece)) return piece;
      // Posting a view posts its whole buffer: for a file in a zip, that would be the whole zip.
      if (piece.size > this.#memory.byteLength - used) return { ...piece, bytes: new Uint8Array(piece.bytes) };
      const bytes = new Uint8Array(this.#memory, used, piece.size);
      bytes.set(piece.bytes);
      if (used === 0) this.#laid = laid(piece.bytes);
      used += piece.size;
      return { ...piece, bytes };
    });
  }

  /**
   * Archives found one behind the other in the same bytes: each of 8,000 would otherwise be copied with all that follow it. Bytes of a
   * source never change, so the same part of the same buffer is the same bytes.
   */
  #find({ buffer, byteOffset, length }: Uint8Array): Uint8Array | undefined {
    const laid = this.#laid;
    const isThere =
      laid !== undefined &&
      laid.buffer.deref() === buffer &&
      laid.start <= byteOffset &&
      byteOffset + length <= laid.end;
    return isThere ? new Uint8Array(this.#memory, byteOffset - laid.start, length) : undefined;
  }
}

function laid({ buffer, byteOffset, length }: Uint8Array): Laid {
  return { buffer: new WeakRef(buffer), start: byteOffset, end: byteOffset + length };
}
