/**
 * LVM2 physical volumes of Linux (man 8 lvm; see lvm-label.ts for the bytes): each logical volume is an entry, which file systems are opened in.
 * What no volume has, such as free extents and old metadata, comes as one entry.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { remainder } from '../container/remainder.ts';
import { CoveredSectors } from './covered-sectors.ts';
import { readGroup, type VolumeGroup } from './lvm-group.ts';
import { hasLvmLabel, LABELS_BYTES, type LvmLabel, readLvmLabel, readLvmText } from './lvm-label.ts';
import { parseLvmText } from './lvm-text.ts';
import { LvmVolumes, troubleOf } from './lvm-volumes.ts';
import { DiskFile, ImageReader, type Stretch } from './sparse-disk.ts';
import { uncovered } from './uncovered.ts';

export const lvm: SourceContainer = {
  id: 'lvm2',
  title: 'LVM2 physical volume: linear, striped, mirrored and thin volumes',
  limits:
    'no parts on other physical volumes; no RAID 4 to 10, VDO, caches that are written back; of a snapshot only its changes, as they lie',
  headBytes: LABELS_BYTES,
  reads: 'source',
  sniff: hasLvmLabel,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const file = new DiskFile(source);
  const label = readLvmLabel(source);
  const covered = new CoveredSectors(source.size);
  const { group, damage } = groupOf(source, label);
  for (const what of damage) yield damaged(`${what} are damaged; what they tell was read as far as it goes`);
  for (const volume of new LvmVolumes(file, group, label.id, budget).list()) {
    const { image } = volume;
    if (image !== undefined) {
      const reader = new ImageReader({ ...image, stretches: () => covering(image.stretches(), covered) }, file, budget);
      yield { name: image.name, open: () => reader.read() };
      if (reader.damage !== undefined) yield damaged(reader.damage, image.name);
    }
    const trouble = troubleOf(volume);
    if (trouble !== undefined) yield trouble;
  }
  const rest = (): Generator<Uint8Array> => uncovered(source, covered.holes(source.size), budget);
  if (rest().next().done !== true)
    yield remainder('between', async function* () {
      yield* rest();
    });
}

/** @throws FormatError where the device tells of no group */
function groupOf(
  source: ByteSource,
  { areas, isSound }: LvmLabel,
): { readonly group: VolumeGroup; readonly damage: readonly string[] } {
  const texts = areas.flatMap((area) => readLvmText(source, area) ?? []);
  const text = texts.find((one) => one.isSound) ?? texts[0];
  if (text === undefined) {
    const message =
      'LVM: the metadata that tell of its volumes are not on this physical volume; it is scanned as it lies';
    throw new FormatError(message, 'unsupported');
  }
  const group = readGroup(parseLvmText(text.text));
  const damage = [
    ...(isSound ? [] : ['label and header of the physical volume']),
    ...(text.isSound ? [] : ['metadata of the volume group']),
    ...group.damage,
  ];
  return { group, damage };
}

function* covering(stretches: Iterable<Stretch>, covered: CoveredSectors): Generator<Stretch> {
  for (const stretch of stretches) {
    if (stretch.kind === 'stored') covered.add(stretch.at, stretch.at + stretch.bytes);
    yield stretch;
  }
}
