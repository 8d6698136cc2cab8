/**
 * LVM2 physical volumes of Linux (man 8 lvm; see lvm-label.ts for the bytes): each logical volume is an entry, in which file systems are
 * opened. Bytes of no volume, such as free extents and old metadata, come as one entry, so that nothing need be scanned as is as well.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { BudgetError, FormatError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { CoveredSectors } from '../container/covered-sectors.ts';
import { damaged } from '../container/damaged.ts';
import { remainder } from '../container/remainder.ts';
import { RepeatedReads } from '../container/repeated-reads.ts';
import { uncovered } from '../container/uncovered.ts';
import { readGroup, type VolumeGroup } from './lvm-group.ts';
import { hasLvmLabel, LABELS_BYTES, type LvmLabel, type LvmText, readLvmLabel, readLvmText } from './lvm-label.ts';
import { parseLvmText } from './lvm-text.ts';
import { LvmVolumes } from './lvm-volumes.ts';
import { DiskFile, ImageReader, type Stretch } from './sparse-disk.ts';

export const lvm: SourceContainer = {
  id: 'lvm2',
  title: 'LVM2 physical volume: linear, striped, mirrored and thin volumes',
  limits:
    'parts on other physical volumes; RAID 4 to 10, VDO, write-back caches; of a snapshot, all but the raw bytes of its changes',
  headBytes: LABELS_BYTES,
  reads: 'source',
  sniff: hasLvmLabel,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const file = new DiskFile(source);
  const label = readLvmLabel(source);
  const covered = new CoveredSectors(source.size);
  const again = new RepeatedReads(source.size, covered);
  const counted: Covering = { size: source.size, covered, again, most: maxStretches(source.size), stretches: 0 };
  const text = textOf(source, label);
  if (source.size < label.bytes)
    yield damaged(`expected ${label.bytes} bytes of a physical volume, found ${source.size}: it was cut`);
  if (text.text !== '') {
    const group = readGroup(parseLvmText(text.text));
    for (const what of damageOf(label, text, group))
      yield damaged(`${what} are damaged; what they tell was read as far as it goes`);
    for (const volume of new LvmVolumes(file, group, label.id, budget).list()) {
      const { image, missing } = volume;
      if (image !== undefined) {
        const stretches = () => covering(image.stretches(), counted);
        const reader = new ImageReader({ ...image, stretches }, file, budget);
        yield { name: image.name, open: () => reader.read() };
        if (reader.damage !== undefined) yield damaged(reader.damage, image.name);
      }
      if (missing.length > 0)
        yield { name: volume.name, trouble: { code: 'unsupported', message: missing.join('; ') } };
    }
  }
  const rest = (): Generator<Uint8Array> => uncovered(source, covered.holes(source.size), budget);
  if (rest().next().done !== true)
    yield remainder('between', async function* () {
      yield* rest();
    });
}

/** Empty where the physical volume is in no group. @throws FormatError where the text is not on this volume */
function textOf(source: ByteSource, { areas, isSound: isLabelSound }: LvmLabel): LvmText {
  const texts = areas.flatMap((area) => readLvmText(source, area) ?? []);
  const withText = texts.filter(({ text }) => text !== '');
  const text = withText.find(({ isSound }) => isSound) ?? withText[0] ?? texts[0];
  if (text !== undefined) return text;
  if (!isLabelSound)
    throw new FormatError('LVM: expected a label that says where its metadata are, found a damaged one');
  const message = 'LVM: what tells of the logical volumes is not on this physical volume; it is scanned as is';
  throw new FormatError(message, 'unsupported');
}

function* damageOf(label: LvmLabel, text: LvmText, group: VolumeGroup): Generator<string> {
  if (!label.isSound) yield 'label and header of the physical volume';
  if (!text.isSound) yield 'metadata of the volume group';
  yield* group.damage;
}

interface Covering {
  /** Size of the physical volume. */
  readonly size: number;
  readonly covered: CoveredSectors;
  readonly again: RepeatedReads;
  readonly most: number;
  /** Stretches reported so far. */
  stretches: number;
}

function tooManyStretches(most: number): BudgetError {
  const message = `logical volumes have more than ${most} stripes or chunks; from there on they were not read`;
  return new BudgetError(atFixedLimit(message, 'scan the volumes one by one'));
}
/**
 * Limit for all volumes together: 256 GiB in stripes of 64 KiB, LVM's default; a forged map has petabytes of them. A small image gets one
 * for each KiB, which is 64 snapshots of all its chunks, plus a fixed number.
 */
const [MAX_STRETCHES, MIN_STRETCHES, BYTES_A_STRETCH] = [1 << 22, 1 << 16, 1024];

function maxStretches(imageBytes: number): number {
  return Math.min(MAX_STRETCHES, MIN_STRETCHES + Math.ceil(imageBytes / BYTES_A_STRETCH));
}

/** Also counts, since thin volumes share chunks. */
function* covering(stretches: Iterable<Stretch>, counted: Covering): Generator<Stretch> {
  const { size, covered, again, most } = counted;
  for (const stretch of stretches) {
    if (++counted.stretches > most) throw tooManyStretches(most);
    if (stretch.kind === 'stored' && stretch.at < size) {
      const end = Math.min(stretch.at + stretch.bytes, size);
      again.take(stretch.at, end);
      covered.add(stretch.at, end);
    }
    yield stretch;
  }
}
