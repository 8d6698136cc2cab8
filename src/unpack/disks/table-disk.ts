/** Disks whose blocks are in one table, in the order of the disk, each with its place in the file. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { SourceContainer } from '../container/container.ts';
import { type DiskFile, diskContainer, needsParent, type Said, type Stretch } from './sparse-disk.ts';
import { numbersOf } from './table-numbers.ts';

interface BlockTable {
  /** Of the disk. */
  readonly bytes: number;
  /** Offset of the table, whose entries are 4 bytes, little-endian. */
  readonly at: number;
  readonly entries: number;
  readonly blockBytes: number;
  /** Where a block begins in the file; undefined: nowhere, it is zeros. */
  placeOf(entry: number): number | undefined;
}

export interface TableDisk {
  readonly table: BlockTable;
  /** What the rest of the disk is in, where it holds changes alone. */
  readonly parent?: string | undefined;
}

/** Makes the container of such a format. @param read throws a FormatError when it cannot be read at all */
export function tableDiskContainer(said: Said, read: (source: DiskFile) => TableDisk): SourceContainer {
  return diskContainer({
    ...said,
    layoutOf: (source) => {
      const { table, parent } = read(source);
      return {
        images: [{ name: 'disk', bytes: table.bytes, stretches: () => blocksIn(source, table) }],
        troubles: parent === undefined ? [] : [needsParent(parent)],
      };
    },
    overlooked: (source) => {
      const { table } = read(source);
      return storedBehind(table.bytes, blocksIn(source, table));
    },
  });
}

const ENTRY_BYTES = 4;

function* blocksIn(source: ByteSource, { at, entries, blockBytes, placeOf }: BlockTable): Generator<Stretch> {
  const table = { at, entries, entryBytes: ENTRY_BYTES };
  for (const entry of numbersOf(source, table, (part, offset) => part.readUInt32LE(offset))) {
    const place = placeOf(entry);
    yield place === undefined ? { kind: 'hole', bytes: blockBytes } : { kind: 'stored', bytes: blockBytes, at: place };
  }
}

/** Of a disk that is said to end before its last blocks, which nobody reads then. @param stretches of all blocks that the tables have */
export function storedBehind(bytes: number, stretches: Iterable<Stretch>): string | undefined {
  let at = 0;
  try {
    for (const stretch of stretches) {
      if (stretch.kind !== 'hole' && at >= bytes)
        return `expected no blocks behind the ${bytes} bytes that the disk is said to have, found some; they are scanned as is`;
      at += stretch.bytes;
    }
  } catch (error) {
    // Tables that cannot be read were told of when the disk was read.
    if (!(error instanceof FormatError)) throw error;
  }
  return undefined;
}
