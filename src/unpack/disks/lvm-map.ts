/** Maps logical volumes to bytes of one physical volume. */
import { firstIndex } from '../../bytes/first-index.ts';
import type { Area, LogicalVolume, PhysicalVolume, Segment, VolumeGroup } from './lvm-group.ts';
import type { Stretch } from './sparse-disk.ts';

/** What is known of a volume before it is read. */
export interface Presence {
  /** False: it is made from other volumes in an unsupported way. */
  readonly isRead: boolean;
  /** Some of it lies on this physical volume. */
  readonly isHere: boolean;
  /** Other physical volumes that hold some of it; only a few of them, if they are many. */
  readonly absent: ReadonlySet<string>;
  /** Levels of logical volumes above the physical one. */
  readonly levels: number;
}

const UNREAD: Presence = { isRead: false, isHere: false, absent: new Set(), levels: 0 };
/** Limit, since each volume could be made of all others. */
const MAX_ABSENT = 8;
/** A mirror of RAIDs with checksums has five. */
const MAX_DEPTH = 16;
const STRIPED = ['striped', 'linear', 'raid0', 'raid0_meta'];
/** Each area holds everything. */
const MIRRORED = ['mirror', 'raid1'];
/** The origin holds everything, except for what is in a cache, or checksums beside it. */
const BY_ORIGIN = ['cache', 'writecache', 'integrity'];
/** Device mapper targets whose reads fail, or give zeros. */
const EMPTY = ['error', 'zero'];

export class LvmMap {
  readonly #group: VolumeGroup;
  /** Id of the physical volume that is scanned. */
  readonly #id: string;
  readonly #known = new Map<string, Presence>();
  readonly #areas = new Map<Segment, readonly Area[]>();

  constructor(group: VolumeGroup, id: string) {
    this.#group = group;
    this.#id = id;
  }

  presenceOf(name: string, depth = 0): Presence {
    const volume = this.#group.logical.get(name);
    const known = this.#known.get(name);
    if (known !== undefined || volume === undefined || depth > MAX_DEPTH) return known ?? UNREAD;
    // A volume that contains itself stays unread.
    this.#known.set(name, UNREAD);
    const made = together(volume.segments.map((segment) => this.#ofSegment(segment, depth)));
    const presence = made.levels < MAX_DEPTH ? { ...made, levels: made.levels + 1 } : UNREAD;
    this.#known.set(name, presence);
    return presence;
  }

  /** Logical volumes that are read as part of this one. */
  *usedBy(volume: LogicalVolume): Generator<string> {
    if (!this.presenceOf(volume.name).isRead) return;
    for (const segment of volume.segments) {
      const all = MIRRORED.includes(segment.type) ? segment.areas : this.#areasOf(segment, 0);
      for (const { name } of all) if (!this.#group.physical.has(name)) yield name;
    }
  }

  /** Its bytes from `start` to `end`. @param volume one that can be read */
  *stretches(volume: LogicalVolume, start = 0, end = volume.bytes): Generator<Stretch> {
    for (let at = start; at < end; ) {
      const segment = segmentAt(volume.segments, at);
      if (segment === undefined) return yield { kind: 'hole', bytes: end - at };
      const segmentEnd = Math.min(segment.startBytes + segment.bytes, end);
      yield* this.#inSegment(segment, at - segment.startBytes, segmentEnd - segment.startBytes);
      at = segmentEnd;
    }
  }

  #ofSegment(segment: Segment, depth: number): Presence {
    if (EMPTY.includes(segment.type)) return { ...UNREAD, isRead: true };
    const areas = this.#areasOf(segment, depth);
    const isStriped = areas.length === 1 || segment.stripeBytes > 0;
    return areas.length > 0 && isStriped ? together(areas.map((area) => this.#ofArea(area, depth))) : UNREAD;
  }

  #ofArea({ name }: Area, depth: number): Presence {
    const physical = this.#group.physical.get(name);
    if (physical === undefined) return this.presenceOf(name, depth + 1);
    const isHere = this.#isHere(physical);
    return { ...UNREAD, isRead: true, isHere, absent: new Set(isHere ? [] : [name]) };
  }

  /** The areas to read; none for an unsupported segment. */
  #areasOf(segment: Segment, depth: number): readonly Area[] {
    const known = this.#areas.get(segment);
    if (known !== undefined) return known;
    const areas = this.#choose(segment, depth);
    this.#areas.set(segment, areas);
    return areas;
  }

  #choose({ type, areas, section, startBytes }: Segment, depth: number): readonly Area[] {
    if (STRIPED.includes(type)) return areas;
    if (BY_ORIGIN.includes(type)) return [{ name: `${section.get('origin')}`, startBytes }];
    if (!MIRRORED.includes(type)) return [];
    const found = areas.map((area) => ({ area, presence: this.#ofArea(area, depth) }));
    const whole = found.find(({ presence }) => presence.isRead && presence.absent.size === 0);
    const best = whole ?? found.find(({ presence }) => presence.isRead && presence.isHere) ?? found[0];
    return best === undefined ? [] : [best.area];
  }

  *#inSegment(segment: Segment, start: number, end: number): Generator<Stretch> {
    const areas = this.#areasOf(segment, 0);
    const { stripeBytes } = segment;
    if (areas.length === 0) return yield { kind: 'hole', bytes: end - start };
    if (areas.length === 1) return yield* this.#inArea(areas[0]!, start, end);
    for (let at = start; at < end; ) {
      const stripe = Math.floor(at / stripeBytes);
      const inStripe = at % stripeBytes;
      const inArea = Math.floor(stripe / areas.length) * stripeBytes + inStripe;
      const bytes = Math.min(stripeBytes - inStripe, end - at);
      yield* this.#inArea(areas[stripe % areas.length]!, inArea, inArea + bytes);
      at += bytes;
    }
  }

  *#inArea({ name, startBytes }: Area, start: number, end: number): Generator<Stretch> {
    const physical = this.#group.physical.get(name);
    if (physical === undefined)
      return yield* this.stretches(this.#group.logical.get(name)!, startBytes + start, startBytes + end);
    const at = physical.startBytes + startBytes + start;
    yield this.#isHere(physical) ? { kind: 'stored', bytes: end - start, at } : { kind: 'hole', bytes: end - start };
  }

  #isHere({ id }: PhysicalVolume): boolean {
    return id === this.#id;
  }
}

function together(all: readonly Presence[]): Presence {
  const absent = new Set<string>();
  for (const one of all) for (const name of one.absent) if (absent.size < MAX_ABSENT) absent.add(name);
  const levels = all.reduce((most, one) => Math.max(most, one.levels), 0);
  return { isRead: all.every(({ isRead }) => isRead), isHere: all.some(({ isHere }) => isHere), absent, levels };
}

function segmentAt(segments: readonly Segment[], at: number): Segment | undefined {
  const endsBehind = (index: number): boolean => segments[index]!.startBytes + segments[index]!.bytes > at;
  return segments[firstIndex(segments.length, endsBehind)];
}
