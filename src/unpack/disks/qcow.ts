/**
 * Disks of QEMU (docs/interop/qcow2.txt of QEMU; QCOW 1: block/qcow.c there): clusters under two levels of tables, plain or packed.
 * Snapshots have tables of their own, and retain what was deleted from the disk; that of a running machine also contains its memory.
 */

import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { magic } from '../container/magic.ts';
import { FEATURE, HEADER_BYTES, type QcowHeader, readQcowHeader, tablesOf } from './qcow-header.ts';
import { readSnapshots, type Snapshot } from './qcow-snapshots.ts';
import { stretchesOf } from './qcow-stretches.ts';
import { brokenQcow } from './qcow-tables.ts';
import { type DiskFile, type DiskImage, type DiskLayout, diskContainer, needsParent } from './sparse-disk.ts';

export const qcow = diskContainer({
  id: 'qcow',
  title: 'QCOW, QCOW2: compressed or not, with snapshots',
  limits: 'backing files',
  magics: [1, 2, 3].map((version) => magic(`51 46 49 fb 00 00 00 0${version}`)),
  layoutOf,
  overlooked: brokenQcow,
});

function layoutOf(source: DiskFile, budget: Budget): DiskLayout {
  if (source.size < HEADER_BYTES) throw new FormatError(`QCOW: expected a header of ${HEADER_BYTES} bytes`);
  const header = readQcowHeader(source);
  if (header.isEncrypted) throw new FormatError('QCOW: the disk is encrypted; unpack it before the scan', 'encrypted');
  if ((header.features & FEATURE.dataFile) !== 0n)
    throw new FormatError(
      'QCOW2: the disk is in another file, which this one only names; scan that one',
      'unsupported',
    );
  refuseOversized(header);
  const { list } = readSnapshots(source, header, budget);
  const disk: DiskImage = {
    name: 'disk',
    bytes: header.diskBytes,
    stretches: () => stretchesOf(source, header, header.table),
  };
  return {
    images: [disk, ...list.flatMap((snapshot, index) => imagesOf(source, header, snapshot, index + 1))],
    troubles: [...troublesOf(header, list.length)],
  };
}

/** QEMU refuses a disk larger than its table allows; otherwise it would consist mostly of zeros. */
function refuseOversized(header: QcowHeader): void {
  const { diskBytes, table } = header;
  if (table.entries < tablesOf(diskBytes, header))
    throw new FormatError(
      `expected a disk that its table of ${table.entries} entries can hold, found one of ${diskBytes} bytes; it is scanned as is`,
    );
}

function imagesOf(source: ByteSource, header: QcowHeader, snapshot: Snapshot, number: number): readonly DiskImage[] {
  const { diskBytes, memoryBytes, table } = snapshot;
  const name = `snapshot ${number} ${snapshot.name}`;
  const memory = () => stretchesOf(source, header, table, tablesOf(diskBytes, header));
  return [
    { name, bytes: diskBytes, stretches: () => stretchesOf(source, header, table) },
    ...(memoryBytes > 0 ? [{ name: `${name}, memory`, bytes: memoryBytes, stretches: memory }] : []),
  ];
}

function* troublesOf({ backing, snapshots }: QcowHeader, found: number): Generator<Trouble> {
  if (backing) yield needsParent('a backing file');
  if (found < snapshots.count) yield damaged(`expected a table of ${snapshots.count} snapshots, found ${found} in it`);
}
