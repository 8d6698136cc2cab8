import { randomBytes } from 'node:crypto';
import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessError } from '../model/errors.ts';
import { FileSource, systemReason } from './file-source.ts';

/**
 * A temp file with mode 0600 and a random name that says nothing of what is in it. Call `remove` when done.
 *
 * `unlinked`: its name is taken away at once, where the system allows that, so that it is gone even after a crash; only
 * this process can read it, through `source`. `named`: other threads can open it by `path` until it is removed.
 */
export class PrivateTempFile {
  readonly path = join(tmpdir(), `keysieve-${randomBytes(12).toString('hex')}`);
  readonly #descriptor: number;
  /** Windows does not unlink what is open; there it goes when we close. */
  readonly #hasName: boolean;

  /** @throws AccessError with the system's reason */
  constructor(kind: 'unlinked' | 'named') {
    try {
      this.#descriptor = openSync(this.path, 'wx+', 0o600);
    } catch (error) {
      throw new AccessError(`cannot make a temp file in ${tmpdir()}: ${systemReason(error)}`);
    }
    this.#hasName = kind === 'named' || !tryUnlink(this.path);
  }

  /** @throws AccessError, for example when the disk is full */
  append(chunk: Uint8Array): void {
    try {
      for (let done = 0; done < chunk.length; ) done += writeSync(this.#descriptor, chunk, done);
    } catch (error) {
      throw new AccessError(`cannot write to a temp file in ${tmpdir()}: ${systemReason(error)}`);
    }
  }

  /** All that was appended so far; readable until `remove`. */
  source(): FileSource {
    return new FileSource(this.#descriptor);
  }

  remove(): void {
    closeSync(this.#descriptor);
    if (this.#hasName) tryUnlink(this.path);
  }
}

function tryUnlink(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
