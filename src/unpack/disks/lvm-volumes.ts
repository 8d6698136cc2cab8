/** Chooses which logical volumes become entries, and reports what of them is missing. */
import type { Budget } from '../../bytes/budget.ts';
import { BudgetError, FormatError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import { bufferOf } from '../container/magic.ts';
import { type LogicalVolume, numberOf, type Segment, type VolumeGroup } from './lvm-group.ts';
import { LvmMap, type Presence } from './lvm-map.ts';
import { ThinPool } from './lvm-thin.ts';
import { type DiskFile, type DiskImage, lost, type Stretch } from './sparse-disk.ts';

/**
 * Limit on tree blocks to read. At 126 chunks of 64 KiB or more each, a full budget covers two tebibytes; a forged tree may share blocks.
 * A small image gets one for every 4 KiB, which reaches each chunk of a full pool 2,000 times, plus a fixed number: each of its volumes
 * may claim all blocks.
 */
const [MAX_BLOCKS, MIN_BLOCKS, BYTES_A_BLOCK] = [1 << 18, 1 << 12, 4096];
/** They hold nothing that other volumes do not give. */
const POOLS = ['thin-pool', 'cache-pool', 'vdo-pool'];
/** In these cache modes, cached data has also been written to the volume. */
const THROUGH = ['writethrough', 'passthrough'];

export interface Volume {
  /** Undefined where nothing of it is here, or it is unsupported. */
  readonly image: DiskImage | undefined;
  readonly name: string;
  /** Descriptions of why it is incomplete. */
  readonly missing: readonly string[];
}

interface Pool {
  readonly data: LogicalVolume;
  readonly metadata: ThinPool;
  readonly presence: Presence;
  readonly uses: readonly string[];
}

export class LvmVolumes {
  readonly #source: DiskFile;
  readonly #group: VolumeGroup;
  readonly #map: LvmMap;
  readonly #budget: Budget;
  readonly #pools = new Map<string, Pool | string>();
  readonly #maxBlocks: number;
  #blocksRead = 0;

  /** @param id of the physical volume that is scanned */
  constructor(source: DiskFile, group: VolumeGroup, id: string, budget: Budget) {
    this.#source = source;
    this.#group = group;
    this.#map = new LvmMap(group, id);
    this.#budget = budget;
    this.#maxBlocks = Math.min(MAX_BLOCKS, MIN_BLOCKS + Math.ceil(source.size / BYTES_A_BLOCK));
  }

  /** Volumes that are not part of another one in this list. */
  list(): readonly Volume[] {
    const all = [...this.#group.logical.values()];
    const used = new Set<string>();
    for (const volume of all) for (const name of this.#usedBy(volume)) used.add(name);
    return all.filter(({ name, segments }) => !used.has(name) && !isPool(segments)).map((one) => this.#volume(one));
  }

  #usedBy(volume: LogicalVolume): Iterable<string> {
    const [first] = volume.segments;
    if (first?.type !== 'thin') return this.#map.usedBy(volume);
    const pool = this.#poolOf(first);
    return typeof pool === 'string' ? [] : pool.uses;
  }

  #volume(volume: LogicalVolume): Volume {
    const [first] = volume.segments;
    const name = `${this.#group.name}/${volume.name}`;
    if (first?.type === 'thin') return { name, ...this.#thin(volume, first) };
    const presence = this.#map.presenceOf(volume.name);
    const besides = volume.segments.flatMap((segment) => [...this.#besides(segment)]);
    const missing = [...this.#absent(presence), ...new Set(besides)];
    const image = { name, bytes: volume.bytes, stretches: () => this.#map.stretches(volume) };
    if (presence.isRead) return { name, image: presence.isHere ? image : undefined, missing };
    const what =
      first?.type === 'snapshot' ? changesOf(first) : `logical volumes of type ${first?.type} are not put together`;
    return { name, image: undefined, missing: [`${what}; what there is of it was scanned by itself`] };
  }

  #thin(volume: LogicalVolume, segment: Segment): Pick<Volume, 'image' | 'missing'> {
    const pool = this.#poolOf(segment);
    if (typeof pool === 'string')
      return { image: undefined, missing: [`${pool}; the data of its pool were scanned as is`] };
    const device = numberOf(segment.section.get('device_id'));
    const origin = segment.section.get('external_origin');
    const missing = [...this.#absent(pool.presence)];
    if (origin !== undefined) missing.push(`what it shares with the volume ${origin} is zeros here`);
    const { name, bytes } = volume;
    const image = { name: `${this.#group.name}/${name}`, bytes, stretches: () => this.#chunks(pool, device, bytes) };
    return { image: pool.presence.isHere ? image : undefined, missing };
  }

  *#chunks({ data, metadata }: Pool, device: number, bytes: number): Generator<Stretch> {
    const { chunkBytes } = metadata;
    let end = 0;
    for (const { inVolume, inPool } of metadata.chunksOf(device)) {
      const start = inVolume * chunkBytes;
      if (start > end) yield { kind: 'hole', bytes: start - end };
      const at = inPool * chunkBytes;
      if (at + chunkBytes > data.bytes) yield lost(this.#source, chunkBytes);
      else yield* this.#map.stretches(data, at, at + chunkBytes);
      end = start + chunkBytes;
    }
    if (end < bytes) yield { kind: 'hole', bytes: bytes - end };
  }

  /** @returns a description of the problem where it cannot be read */
  #poolOf({ section }: Segment): Pool | string {
    const name = `${section.get('thin_pool')}`;
    const pool = this.#pools.get(name) ?? this.#readPool(name);
    this.#pools.set(name, pool);
    return pool;
  }

  #readPool(name: string): Pool | string {
    const section = this.#group.logical.get(name)?.segments[0]?.section;
    const [dataName, metadataName] = [`${section?.get('pool')}`, `${section?.get('metadata')}`];
    const [data, volume] = [dataName, metadataName].map((one) => this.#group.logical.get(one));
    const [presence, ofMetadata] = [dataName, metadataName].map((one) => this.#map.presenceOf(one));
    if (data === undefined || volume === undefined || !presence!.isRead || !ofMetadata!.isRead)
      return `the pool ${name} is not put together`;
    if (ofMetadata!.absent.size > 0) return [...this.#absent(ofMetadata!)].join('; ');
    try {
      const metadata = new ThinPool((block, bytes) => this.#block(volume, block * bytes, bytes), this.#budget);
      return { data, metadata, presence: presence!, uses: [dataName, metadataName] };
    } catch (error) {
      if (error instanceof FormatError) return error.message;
      throw error;
    }
  }

  /** @throws BudgetError where volumes share so much that the same blocks are read over and over */
  #block(volume: LogicalVolume, start: number, bytes: number): Buffer | undefined {
    if (++this.#blocksRead > this.#maxBlocks) {
      const message = `trees of thin volumes have more than ${this.#maxBlocks} blocks; from there on the volumes were not read`;
      throw new BudgetError(atFixedLimit(message, 'scan the volumes one by one'));
    }
    if (!(start + bytes <= volume.bytes)) return undefined;
    const parts: Uint8Array[] = [];
    for (const stretch of this.#map.stretches(volume, start, start + bytes)) {
      if (stretch.kind !== 'stored' || stretch.at + stretch.bytes > this.#source.size) return undefined;
      parts.push(this.#source.unrecorded.read(stretch.at, stretch.bytes));
    }
    return parts.length === 1 ? bufferOf(parts[0]!) : Buffer.concat(parts);
  }

  *#absent({ absent, isHere }: Presence): Generator<string> {
    const names = [...absent].map((name) => `${name} (${this.#group.physical.get(name)?.id})`);
    const what = isHere ? 'some of the logical volume is' : 'the logical volume is';
    if (names.length > 0) yield `${what} on other physical volumes, which are not here: ${names.join(', ')}`;
  }

  /** Reports data that may not have been written to the volume yet. */
  *#besides({ type, section }: Segment): Generator<string> {
    const ofPool = this.#group.logical.get(`${section.get('cache_pool')}`)?.segments[0]?.section;
    const mode = section.get('cache_mode') ?? ofPool?.get('cache_mode');
    if (type === 'writecache' || (type === 'cache' && !THROUGH.includes(`${mode}`)))
      yield 'what its cache holds was scanned as is, and not put in its place';
  }
}

function isPool(segments: readonly Segment[]): boolean {
  return POOLS.includes(segments[0]?.type ?? '');
}

function changesOf({ section }: Segment): string {
  return `the changes in ${section.get('cow_store') ?? section.get('merging_store')}, a snapshot of ${section.get('origin')}, are not put in their place`;
}
