import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64BE } from '../../bytes/size64.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';
import type { FirstTable, QcowHeader } from './qcow-header.ts';

export interface Snapshot {
  readonly name: string;
  readonly table: FirstTable;
  readonly diskBytes: number;
  /** Size of the machine's memory, which is stored behind the disk; 0: it was not running. */
  readonly memoryBytes: number;
}

/*   0  8  offset of its first table    8  4  entries    12  2  bytes of its id    14  2  bytes of its name
 *  32  4  bytes of the machine's memory                  36  4  bytes of what follows here:
 *  40  8  the same, when they are more than 4 GiB       48  8  bytes of the disk
 *  then id, name, and zeros up to a multiple of 8                              */
const ENTRY_BYTES = 40;
const MAX_EXTRA_BYTES = 1024;
const MAX_NAME_BYTES = 1024;
/** QEMU's limit is lower. */
const MAX_SNAPSHOTS = 65_536;

/** The snapshots in the table, as far as it is readable. @returns also the end of the table */
export function readSnapshots(
  source: ByteSource,
  { snapshots, diskBytes }: QcowHeader,
  budget: Budget,
): { readonly list: readonly Snapshot[]; readonly end: number } {
  const list: Snapshot[] = [];
  let at = snapshots.at;
  const count = Math.min(snapshots.count, MAX_SNAPSHOTS);
  while (list.length < count && at + ENTRY_BYTES <= source.size) {
    budget.checkTime();
    const fixed = Buffer.from(source.read(at, ENTRY_BYTES));
    const [idBytes, nameBytes, extraBytes] = [fixed.readUInt16BE(12), fixed.readUInt16BE(14), fixed.readUInt32BE(36)];
    const end = at + ENTRY_BYTES + extraBytes + idBytes + nameBytes;
    const entries = fixed.readUInt32BE(8);
    // Zeros mark the end; every disk has a table, however small.
    if (entries === 0 || extraBytes > MAX_EXTRA_BYTES || end > source.size) break;
    const extra = Buffer.from(source.read(at + ENTRY_BYTES, extraBytes));
    const name = source.read(end - nameBytes, Math.min(nameBytes, MAX_NAME_BYTES));
    list.push({
      name: decodeUtf8OrLatin1(name),
      table: { at: size64BE(fixed, 0), entries },
      diskBytes: extraBytes >= 16 ? size64BE(extra, 8) : diskBytes,
      memoryBytes: (extraBytes >= 8 && size64BE(extra, 0)) || fixed.readUInt32BE(32),
    });
    at = end + (-end & 7);
  }
  return { list, end: at };
}
