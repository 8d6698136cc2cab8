/** Reads the metadata of a volume group (man 5 lvm, lib/format_text/import_vsn1.c and the `*_text_import` of each type of LVM2). */
import { FormatError } from '../../model/errors.ts';
import { SECTOR_BYTES } from './lvm-label.ts';
import type { LvmSection, LvmValue } from './lvm-text.ts';

export interface PhysicalVolume {
  readonly name: string;
  readonly id: string;
  /** Where its extents begin. */
  readonly startBytes: number;
}

/** Where a part of a segment lies: in a physical volume, or in another logical one. */
export interface Area {
  readonly name: string;
  /** Offset in that volume. */
  readonly startBytes: number;
}

export interface Segment {
  readonly type: string;
  readonly startBytes: number;
  readonly bytes: number;
  /** For `striped` and similar types, in order; of a mirror, each holds everything. */
  readonly areas: readonly Area[];
  /** Bytes in one area before the next one continues. */
  readonly stripeBytes: number;
  /** Its other settings. */
  readonly section: LvmSection;
}

export interface LogicalVolume {
  readonly name: string;
  readonly bytes: number;
  /** Ascending, without overlaps. */
  readonly segments: readonly Segment[];
}

export interface VolumeGroup {
  readonly name: string;
  readonly physical: ReadonlyMap<string, PhysicalVolume>;
  readonly logical: ReadonlyMap<string, LogicalVolume>;
  /** Descriptions of what was left out. */
  readonly damage: readonly string[];
}

/** Lists of areas, each entry a name and an extent. */
const AREA_LISTS = ['stripes', 'mirrors'];

/** @throws FormatError when it describes no group */
export function readGroup(text: LvmSection): VolumeGroup {
  const [name, group] = [...sectionsOf(text)].find(([, section]) => section.has('physical_volumes')) ?? [];
  const extentBytes = SECTOR_BYTES * numberOf(group?.get('extent_size'));
  if (name === undefined || group === undefined || !(extentBytes > 0))
    throw new FormatError('expected metadata of LVM that tell of a volume group, found none');
  const damage: string[] = [];
  const physical = new Map<string, PhysicalVolume>();
  for (const [key, volume] of sectionsOf(group.get('physical_volumes'))) {
    const id = `${volume.get('id')}`.replaceAll('-', '');
    physical.set(key, { name: key, id, startBytes: SECTOR_BYTES * numberOf(volume.get('pe_start')) });
  }
  const logical = new Map<string, LogicalVolume>();
  for (const [key, volume] of sectionsOf(group.get('logical_volumes'))) {
    const segments = segmentsOf(volume, extentBytes);
    const last = segments.at(-1);
    const bytes = last === undefined ? 0 : last.startBytes + last.bytes;
    if (segments.length !== volume.get('segment_count') || !areInOrder(segments))
      damage.push(`the segments of the volume ${key}`);
    else logical.set(key, { name: key, bytes, segments });
  }
  return { name, physical, logical, damage };
}

function segmentsOf(volume: LvmSection, extentBytes: number): readonly Segment[] {
  const segments = [...volume].filter(([key, value]) => /^segment\d+$/.test(key) && isSection(value));
  return segments
    .map(([, value]) => segmentOf(value as LvmSection, extentBytes))
    .sort((one, other) => one.startBytes - other.startBytes);
}

function segmentOf(section: LvmSection, extentBytes: number): Segment {
  return {
    type: `${section.get('type')}`.replace(/\+.*/, ''),
    startBytes: extentBytes * numberOf(section.get('start_extent')),
    bytes: extentBytes * numberOf(section.get('extent_count')),
    areas: areasOf(section, extentBytes),
    stripeBytes: SECTOR_BYTES * numberOf(section.get('stripe_size') ?? 0),
    section,
  };
}

function areasOf(section: LvmSection, extentBytes: number): readonly Area[] {
  // RAID lists only names; except for RAID 0, each data volume follows one of metadata.
  const [raids, raid0] = [section.get('raids'), section.get('raid0_lvs')];
  const names = Array.isArray(raids) ? raids.filter((_, index) => index % 2 === 1) : raid0;
  if (Array.isArray(names)) return names.map((name) => ({ name: `${name}`, startBytes: 0 }));
  const list = AREA_LISTS.map((name) => section.get(name)).find((value) => Array.isArray(value));
  const areas: Area[] = [];
  if (Array.isArray(list))
    for (let index = 0; index + 1 < list.length; index += 2)
      areas.push({ name: `${list[index]}`, startBytes: extentBytes * numberOf(list[index + 1]) });
  return areas;
}

function areInOrder(segments: readonly Segment[]): boolean {
  let end = 0;
  for (const { startBytes, bytes, areas } of segments) {
    if (startBytes !== end || !(bytes > 0) || areas.some((area) => !Number.isSafeInteger(area.startBytes)))
      return false;
    end += bytes;
  }
  return Number.isSafeInteger(end);
}

function isSection(value: unknown): value is LvmSection {
  return value instanceof Map;
}

function* sectionsOf(value: LvmValue | undefined): Generator<[string, LvmSection]> {
  if (isSection(value)) for (const [key, inner] of value) if (isSection(inner)) yield [key, inner];
}

/** NaN for anything else, so that every comparison fails. */
export function numberOf(value: LvmValue | undefined): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;
}
