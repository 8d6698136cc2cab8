import type { ByteSource } from '../bytes/byte-source.ts';
import { FileSource } from '../bytes/file-source.ts';
import { MemorySource } from '../bytes/memory-source.ts';
import { ReadAheadSource } from '../bytes/read-ahead-source.ts';
import { AccessError } from '../model/errors.ts';
import type { View } from '../views/view.ts';
import { openView } from './open-view.ts';
import type { PartRecorder } from './part-recorder.ts';
import type { ArtifactRef } from './task.ts';

/** A file up to this size is read in one go. */
const SMALL_FILE_BYTES = 256 << 10;

/** Opens the files of artifacts, one at a time; each thread has one of these. */
export class ArtifactFiles {
  /** Buffer for small files, one at a time. */
  readonly #smallFile = new Uint8Array(SMALL_FILE_BYTES);
  /** The large artifact whose ranges this thread is scanning: it is opened once, and so is its view. */
  #large: { readonly file: string; readonly source: FileSource; readonly view: View | undefined } | undefined;

  /** @returns undefined when `examine` completed synchronously and the file is closed again */
  withFile(
    { file }: ArtifactRef,
    part: PartRecorder,
    examine: (source: FileSource) => Promise<void> | undefined,
  ): Promise<void> | undefined {
    const source = FileSource.open(file);
    let examining: Promise<void> | undefined;
    try {
      part.size = source.size;
      if (source.size === 0 && source.goesOn) {
        throw new AccessError('the file has content though its size is 0; copy it and scan the copy');
      }
      examining = examine(source);
      if (examining === undefined) source.assertReadTo(source.size);
    } finally {
      if (examining === undefined) source.close();
    }
    return examining?.then(() => source.assertReadTo(source.size)).finally(() => source.close());
  }

  /** `file` in a form that is cheap to read in small pieces; valid until the next file. */
  buffered(file: FileSource): ByteSource {
    if (file.size > SMALL_FILE_BYTES) return new ReadAheadSource(file);
    const bytes = this.#smallFile.subarray(0, file.size);
    file.readInto(bytes, 0);
    return new MemorySource(bytes);
  }

  /** For the ranges and the image of a large artifact; stays open until another one is asked for. */
  openLarge(artifact: ArtifactRef): { readonly source: FileSource; readonly view: View | undefined } {
    if (this.#large?.file !== artifact.file) {
      this.close();
      const source = FileSource.open(artifact.file);
      this.#large = { file: artifact.file, source, view: openView(source, artifact.path, undefined) };
    }
    return this.#large;
  }

  /** Closes what stays open between tasks. */
  close(): void {
    this.#large?.source.close();
    this.#large = undefined;
  }
}
