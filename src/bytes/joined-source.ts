import type { ByteSource, Piece } from './byte-source.ts';
import { assertInside } from './memory-source.ts';

/** Several sources, or parts of them, joined end to end. Copies nothing; the caller keeps ownership of the sources. */
export class JoinedSource implements ByteSource {
  readonly size: number;
  readonly #parts: readonly Part[];

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
    this.size = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  }

  read(offset: number, length: number): Uint8Array {
    assertInside(offset, length, this.size);
    const [only, second] = this.#cut(offset, length);
    if (only === undefined) return new Uint8Array(0);
    if (second === undefined) return only.source.read(only.start, only.end - only.start);
    const target = new Uint8Array(length);
    this.readInto(target, offset);
    return target;
  }

  readInto(target: Uint8Array, offset: number): void {
    assertInside(offset, target.length, this.size);
    let done = 0;
    for (const { source, start, end } of this.#cut(offset, target.length)) {
      source.readInto(target.subarray(done, done + end - start), start);
      done += end - start;
    }
  }

  pieces(): readonly Piece[] {
    return this.#parts.flatMap(({ source, start, end }) => cutPieces(source.pieces(), start, end));
  }

  /** The part of each source that lies in [offset, offset + length) of the whole. */
  #cut(offset: number, length: number): Part[] {
    const cut: Part[] = [];
    let at = 0;
    for (const { source, start, end } of this.#parts) {
      const from = Math.max(offset, at);
      const to = Math.min(offset + length, at + end - start);
      if (from < to) cut.push({ source, start: start + from - at, end: start + to - at });
      at += end - start;
    }
    return cut;
  }
}

/** Bytes [start, end) of a source. */
export interface Part {
  readonly source: ByteSource;
  readonly start: number;
  readonly end: number;
}

/** Bytes [start, end) of `source`, as a source of its own. @throws FormatError when they are not inside it */
export function sliceOf(source: ByteSource, start: number, end = source.size): ByteSource {
  assertInside(start, end - start, source.size);
  return new JoinedSource([{ source, start, end }]);
}

function cutPieces(pieces: readonly Piece[], start: number, end: number): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const from = Math.max(start, at) - at;
    const size = Math.min(end, at + piece.size) - at - from;
    if (size > 0) {
      if ('bytes' in piece) cut.push({ size, bytes: piece.bytes.subarray(from, from + size) });
      else cut.push({ ...piece, size, offset: piece.offset + from });
    }
    at += piece.size;
  }
  return cut;
}
