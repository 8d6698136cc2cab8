/** Tables of numbers that locate the parts of a disk. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';

/** Location of a table of numbers. */
export interface Table {
  readonly at: number;
  readonly entries: number;
  readonly entryBytes: number;
}

/** Bytes of a table read at a time. */
const PART_BYTES = 64 << 10;

/**
 * The numbers of a table, decoded from a part of it by `read`.
 * @throws FormatError where the file ends within it
 */
export function* numbersOf<T>(
  source: ByteSource,
  { at, entries, entryBytes }: Table,
  read: (part: Buffer, offset: number) => T,
): Generator<T> {
  for (let done = 0; done < entries; ) {
    const start = at + entryBytes * done;
    const left = Math.floor((source.size - start) / entryBytes);
    const count = Math.min(Math.floor(PART_BYTES / entryBytes), entries - done, left);
    if (count <= 0)
      throw new FormatError(
        `expected a table of ${entries} entries at byte ${at}, found one that the end of the file cuts off`,
      );
    const part = Buffer.from(source.read(start, entryBytes * count));
    for (let offset = 0; offset < part.length; offset += entryBytes) yield read(part, offset);
    done += count;
  }
}
