/** Disks of QEMU before QCOW 3 (QEMU, docs/interop/qed_spec.txt). */

import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { magic } from '../container/magic.ts';
import { type DiskFile, diskContainer, needsParent, type Stretch } from './sparse-disk.ts';
import { storedBehind } from './table-disk.ts';
import { numbersOf } from './table-numbers.ts';

/*  0  4  "QED\0"     4  4  bytes of a cluster, little-endian as all     8  4  clusters of a table, each of places of 8 bytes
 * 16  8  features: 1 the rest is in another disk     40  8  place of the first table     48  8  bytes of the disk
 * first table: places of the second ones; these: places of clusters. 0: none; 1: zeros, whatever the other disk has there */
const MAGIC = magic('51 45 44 00');
const [HEADER_BYTES, ENTRY_BYTES, HAS_BACKING] = [64, 8, 1];
const [MIN_CLUSTER_BYTES, MAX_CLUSTER_BYTES, MAX_TABLE_CLUSTERS] = [1 << 12, 1 << 26, 16];
/** Of the lowest bits of a place, which may tell of more one day. */
const LEAST_PLACE = 1 << 12;

interface Qed {
  readonly bytes: number;
  readonly clusterBytes: number;
  readonly firstTableAt: number;
  readonly tableEntries: number;
  readonly isBacked: boolean;
}

export const qed = diskContainer({
  id: 'qed',
  title: 'QED',
  limits: 'of a disk with a backing file, all but its changes',
  magics: [MAGIC],
  layoutOf: (source) => {
    const disk = readQed(source);
    return {
      images: [{ name: 'disk', bytes: disk.bytes, stretches: () => stretchesOf(source, disk) }],
      troubles: disk.isBacked ? [needsParent('a backing file')] : [],
    };
  },
  overlooked: (source) => {
    const disk = readQed(source);
    return storedBehind(
      disk.bytes,
      stretchesOf(source, { ...disk, bytes: disk.clusterBytes * disk.tableEntries ** 2 }),
    );
  },
});

function readQed(source: DiskFile): Qed {
  const head = source.head(HEADER_BYTES, 'QED');
  const [clusterBytes, tableClusters] = [head.readUInt32LE(4), head.readUInt32LE(8)];
  const isSize = clusterBytes >= MIN_CLUSTER_BYTES && clusterBytes <= MAX_CLUSTER_BYTES;
  if (!isSize || tableClusters < 1 || tableClusters > MAX_TABLE_CLUSTERS)
    throw new FormatError(
      `QED: expected clusters of 4 KiB to 64 MiB and tables of 1 to 16, found ${clusterBytes} bytes and ${tableClusters}`,
    );
  return {
    ...{ bytes: size64LE(head, 48), clusterBytes, firstTableAt: size64LE(head, 40) },
    tableEntries: (clusterBytes * tableClusters) / ENTRY_BYTES,
    isBacked: (head.readUInt32LE(16) & HAS_BACKING) !== 0,
  };
}

/** @throws FormatError where second tables have more bytes than the file: a first one may name the same one for each of terabytes */
function* stretchesOf(
  source: ByteSource,
  { bytes, clusterBytes, firstTableAt, tableEntries }: Qed,
): Generator<Stretch> {
  const ofTable = clusterBytes * tableEntries;
  const entries = Math.min(tableEntries, Math.ceil(bytes / ofTable));
  let left = source.size;
  for (const at of numbersOf(source, { at: firstTableAt, entries, entryBytes: ENTRY_BYTES }, size64LE)) {
    if (at < LEAST_PLACE) {
      yield { kind: 'hole', bytes: ofTable };
      continue;
    }
    left -= ENTRY_BYTES * tableEntries;
    if (left < 0) throw new FormatError('QED: expected tables that do not overlap in the file, found some that do');
    for (const place of numbersOf(source, { at, entries: tableEntries, entryBytes: ENTRY_BYTES }, size64LE))
      if (place < LEAST_PLACE) yield { kind: 'hole', bytes: clusterBytes };
      else yield { kind: 'stored', bytes: clusterBytes, at: place };
  }
}
