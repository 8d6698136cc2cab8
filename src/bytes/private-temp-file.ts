import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessError } from '../model/errors.ts';
import { FileSource, systemReason } from './file-source.ts';
import { isZero } from './zeros.ts';

/** Where Linux lists this process's open files; any thread can open them again from there. */
const OPEN_FILES = '/proc/self/fd';

/**
 * A temp file with mode 0600 and a random name that reveals nothing of its content. Where the system allows, it is
 * unlinked at once, so that it is gone even after a crash or a kill. Call `remove` when done.
 *
 * `own`: read it through `source`. `shared`: other threads of this process can open it by `path` until it is removed;
 * where that needs a name, the file keeps its name until then.
 */
export class PrivateTempFile {
  readonly path: string;
  readonly #name = join(tmpdir(), `keysieve-${randomBytes(12).toString('hex')}`);
  readonly #descriptor: number;
  readonly #hasName: boolean;
  #end = 0;
  readonly #holes: { start: number; end: number }[] = [];

  /** @throws AccessError with the system's reason */
  constructor(kind: 'own' | 'shared') {
    try {
      this.#descriptor = openSync(this.#name, 'wx+', 0o600);
    } catch (error) {
      throw refused('make', error);
    }
    const nameless = join(OPEN_FILES, `${this.#descriptor}`);
    const needsName = kind === 'shared' && !existsSync(nameless);
    // Windows does not unlink an open file; there it is deleted when we close it.
    this.#hasName = needsName || !tryUnlink(this.#name);
    this.path = this.#hasName ? this.#name : nameless;
  }

  /**
   * Appends `chunk`; zeros become a hole, which takes no space.
   * @throws AccessError, for example when the disk is full
   */
  append(chunk: Uint8Array): void {
    try {
      const start = this.#end;
      this.#end += chunk.length;
      if (chunk.length >= MIN_HOLE_BYTES && isZero(chunk)) this.#addHole(start);
      else
        for (let done = 0; done < chunk.length; )
          done += writeSync(this.#descriptor, chunk, done, chunk.length - done, start + done);
    } catch (error) {
      throw refused('write to', error);
    }
  }

  #addHole(start: number): void {
    ftruncateSync(this.#descriptor, this.#end);
    const last = this.#holes.at(-1);
    if (last?.end === start) last.end = this.#end;
    else this.#holes.push({ start, end: this.#end });
  }

  /** All that was appended so far; readable until `remove`. */
  source(): FileSource {
    return new FileSource(this.#descriptor, this.#holes);
  }

  remove(): void {
    closeSync(this.#descriptor);
    if (this.#hasName) tryUnlink(this.#name);
  }
}

/** Smaller runs are not worth a hole: a file system allocates blocks of some KiB. */
const MIN_HOLE_BYTES = 64 << 10;

function refused(what: 'make' | 'write to', error: unknown): AccessError {
  const where = `${what} a temp file in ${tmpdir()}: ${systemReason(error)}`;
  const variable = process.platform === 'win32' ? 'TEMP' : 'TMPDIR';
  return new AccessError(
    `cannot ${where}; let ${variable} name a folder that may be written, with room for what is unpacked`,
  );
}

function tryUnlink(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
