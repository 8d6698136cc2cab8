import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AccessError } from '../model/errors.ts';
import { systemPath } from '../model/system-path.ts';
import type { ByteSource, Piece } from './byte-source.ts';
import { firstIndex } from './first-index.ts';
import { assertInside } from './memory-source.ts';
import { plainBytes } from './plain-bytes.ts';
import { ZEROS } from './zeros.ts';

interface Hole {
  readonly start: number;
  readonly end: number;
}

/**
 * A file, kept open until `close`. Its size is taken once: bytes appended later are not read, but `goesOn` says that
 * there are some.
 */
export class FileSource implements ByteSource {
  readonly size: number;
  readonly #descriptor: number;
  readonly #holes: readonly Hole[];

  /**
   * Takes ownership of an open descriptor.
   * @param holes ranges known to be zeros, ascending; they are not read from the system
   */
  constructor(descriptor: number, holes: readonly Hole[] = []) {
    this.#descriptor = descriptor;
    this.#holes = holes;
    this.size = fstatSync(descriptor).size;
  }

  /** @param path may stand for bytes that are not UTF-8 (`systemPath`) @throws AccessError with the system's reason */
  static open(path: string): FileSource {
    try {
      return new FileSource(openSync(systemPath(path), 'r'));
    } catch (error) {
      throw new AccessError(
        `cannot open the file: ${systemReason(error)}; give the scan permission to read it, or exclude it`,
      );
    }
  }

  /** Whether bytes follow the size that the file states: files of /proc state 0 and have content all the same. */
  get goesOn(): boolean {
    return this.#readSome(new Uint8Array(1), 0, this.size) > 0;
  }

  /** @param end how far the file was read @throws AccessError when more bytes follow */
  assertReadTo(end: number): void {
    if (this.size > end || this.goesOn)
      throw new AccessError(
        `the file became longer while it was read: what follows its first ${end} bytes was not scanned`,
      );
  }

  read(offset: number, length: number): Uint8Array {
    assertInside(offset, length, this.size);
    if (length <= ZEROS.length && this.#isHole(offset, length)) return ZEROS.subarray(0, length);
    const target = plainBytes(Buffer.allocUnsafeSlow(length));
    this.readInto(target, offset);
    return target;
  }

  readInto(target: Uint8Array, offset: number): void {
    assertInside(offset, target.length, this.size);
    if (this.#isHole(offset, target.length)) {
      target.fill(0);
      return;
    }
    for (let done = 0; done < target.length; ) {
      const count = this.#readSome(target, done, offset + done);
      if (count === 0) throw new AccessError(`the file became shorter while it was read: it ends at ${offset + done}`);
      done += count;
    }
  }

  pieces(): readonly Piece[] {
    return [{ size: this.size, descriptor: this.#descriptor, offset: 0 }];
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  holeEnd(offset: number): number | undefined {
    const hole = this.#holes[firstIndex(this.#holes.length, (index) => this.#holes[index]!.end > offset)];
    return hole !== undefined && hole.start <= offset ? hole.end : undefined;
  }

  #isHole(offset: number, length: number): boolean {
    const end = this.holeEnd(offset);
    return end !== undefined && offset + length <= end;
  }

  #readSome(target: Uint8Array, done: number, position: number): number {
    try {
      return readSync(this.#descriptor, target, done, target.length - done, position);
    } catch (error) {
      throw new AccessError(`cannot read the file at offset ${position}: ${systemReason(error)}`);
    }
  }
}

/** The system's error code, such as EACCES; the system's message would repeat the path. */
export function systemReason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
