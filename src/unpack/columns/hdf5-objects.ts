/** Walks the groups of an HDF5 file to find datasets with filters. All other data is plain. */
import { FormatError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { ChunkAllowance } from './hdf5-allowance.ts';
import { type DatasetPlan, Hdf5Dataset } from './hdf5-dataset.ts';
import { type ElementType, elementType } from './hdf5-datatype.ts';
import type { Fields, Hdf5File } from './hdf5-file.ts';
import { missingFilters, readFilters } from './hdf5-filters.ts';
import { linksOf } from './hdf5-groups.ts';
import { MESSAGE, type Message, messagesOf } from './hdf5-header.ts';
import { chunkBytesOf, chunksOf, type Layout, readLayout } from './hdf5-layout.ts';
import { OpenStrings } from './hdf5-strings.ts';

/** Limit on objects, beyond which a gap says so; only the address of each is kept. */
const MAX_OBJECTS = 4e6;
/**
 * Limits on paths: of a longer one the end is kept, and when all pending paths exceed the second limit, further ones
 * are cut to the third.
 */
const [MAX_PATH_CHARACTERS, MAX_WAITING_CHARACTERS, SHORT_PATH_CHARACTERS] = [4096, 32 << 20, 64];

interface Place {
  readonly path: string;
  readonly at: number;
}

export class ObjectWalk {
  readonly #file: Hdf5File;
  readonly #allowance: ChunkAllowance;
  readonly #met = new Set<number>();
  readonly #pending: Place[] = [];
  #waitingCharacters = 0;
  #isFull = false;

  constructor(file: Hdf5File) {
    this.#file = file;
    this.#allowance = new ChunkAllowance(file);
  }

  async *items(): AsyncGenerator<Entry | Trouble> {
    this.#meet({ path: '', at: this.#file.superblock.root });
    for (let place = this.#pending.pop(); place !== undefined; place = this.#pending.pop()) {
      this.#waitingCharacters -= place.path.length;
      const name = nameOf(place);
      const plan = attempt(() => this.#planOf(place));
      if (plan instanceof FormatError) yield troubleOf(plan, name);
      else if (plan instanceof OpenStrings) {
        yield { name, open: () => plan.lines() };
        yield* plan.troubles(name);
      } else if (plan !== undefined) yield* this.#dataset(plan, name);
    }
    if (this.#isFull) {
      const message = `more than ${MAX_OBJECTS} objects; what the others pack is not read`;
      const wayOut = 'copy its objects into smaller files (h5copy)';
      yield { trouble: { code: 'budget', message: atFixedLimit(message, wayOut) } };
    }
  }

  *#dataset(plan: DatasetPlan, name: string): Generator<Entry | Trouble> {
    const missing = missingFilters(plan.filters);
    if (missing.length > 0) {
      const isHidden = attempt(() => this.#hidesBytes(plan));
      if (isHidden instanceof FormatError) yield troubleOf(isHidden, name);
      if (isHidden === true) {
        const message = `the dataset is packed with ${missing.join(', ')}, which keysieve cannot undo yet; repack it with deflate before the scan (h5repack -f GZIP=6)`;
        yield { trouble: { code: 'unsupported', message }, name };
      }
      return;
    }
    const dataset = new Hdf5Dataset(this.#file, plan, this.#allowance);
    yield { name, open: () => dataset.content() };
    yield* dataset.troubles(name);
  }

  /** Whether any chunk passed a filter that cannot be undone. */
  #hidesBytes({ layout, filters }: DatasetPlan): boolean {
    const isUsed = (leftOut: number): boolean =>
      missingFilters(filters.filter((_, index) => ((leftOut >>> index) & 1) === 0)).length > 0;
    for (const { leftOut } of chunksOf(this.#file, layout)) if (isUsed(leftOut)) return true;
    return false;
  }

  /** Visits the target of a link. @returns undefined for one that hides no bytes */
  #planOf(place: Place): DatasetPlan | OpenStrings | undefined {
    const messages: Message[] = [];
    for (const message of messagesOf(this.#file, place.at)) {
      for (const { name, at } of linksOf(this.#file, message)) this.#meet({ path: `${place.path}/${name}`, at });
      if (KINDS.includes(message.type)) messages.push(message);
    }
    expectKind(messages, place.at === this.#file.superblock.root);
    return this.#datasetOf((type) => messages.find((message) => message.type === type));
  }

  #datasetOf(messageOf: (type: number) => Message | undefined): DatasetPlan | OpenStrings | undefined {
    const [layoutFields, filterMessage] = [messageOf(MESSAGE.layout)?.fields, messageOf(MESSAGE.filters)];
    const layout = layoutFields && readLayout(layoutFields);
    if (layout === undefined) return undefined;
    if (filterMessage?.isShared)
      throw new FormatError(
        'filters of the dataset are kept in a table for all, which keysieve cannot read',
        'unsupported',
      );
    const filters = filterMessage === undefined ? [] : readFilters(filterMessage.fields);
    const isChunked = 'index' in layout;
    const type = typeIn(messageOf(MESSAGE.datatype), isChunked ? layout.dimensions.at(-1) : undefined);
    if (isChunked && filters.length === 0) this.#expectOpen(layout);
    if (!isChunked || filters.length === 0) return type && new OpenStrings(this.#file, layout, type, this.#allowance);
    chunkBytesOf(layout);
    const space = messageOf(MESSAGE.dataspace);
    const lastDimension = space && !space.isShared ? lastDimensionIn(space.fields) : undefined;
    return { layout, filters, ...(lastDimension && { lastDimension }), ...(type && { type }) };
  }

  /** A chunk of a different size than all others has passed filters: the message that names them is lost. */
  #expectOpen(layout: Layout): void {
    const bytes = layout.dimensions.reduce((product, one) => product * one, 1);
    const [first] = chunksOf(this.#file, layout, { openBytes: bytes });
    if (first !== undefined && first.packedBytes !== bytes)
      throw new FormatError(
        `expected chunks of ${bytes} bytes where no filter is named, found one of ${first.packedBytes}`,
      );
  }

  #meet({ path, at }: Place): void {
    if (this.#met.has(at)) return;
    if (this.#met.size >= MAX_OBJECTS) this.#isFull = true;
    else {
      const isCrowded = this.#waitingCharacters > MAX_WAITING_CHARACTERS;
      const kept = path.slice(-(isCrowded ? SHORT_PATH_CHARACTERS : MAX_PATH_CHARACTERS));
      this.#waitingCharacters += kept.length;
      this.#met.add(at);
      this.#pending.push({ path: kept, at });
    }
  }
}
const GROUP_KINDS: readonly number[] = [MESSAGE.symbols, MESSAGE.link, MESSAGE.linkInfo];
const KINDS: readonly number[] = [
  ...[MESSAGE.dataspace, MESSAGE.datatype, MESSAGE.layout, MESSAGE.filters],
  ...GROUP_KINDS,
];

/**
 * Checks the kind of object by its messages, as the library does (H5G__obj_isa, H5D__isa, H5T__isa): a group has links or refers
 * to them, a dataset locates its elements, and a committed type describes itself.
 * @throws FormatError where the message that led to the rest is lost
 */
function expectKind(messages: readonly Message[], isRoot: boolean): void {
  const has = (type: number): boolean => messages.some((message) => message.type === type);
  const isGroup = GROUP_KINDS.some(has);
  if (isRoot && !isGroup) throw new FormatError('the root of HDF5 is no group: what it leads to is not read');
  if (!isGroup && !has(MESSAGE.layout) && !has(MESSAGE.datatype))
    throw new FormatError('an object of HDF5 is neither a group nor a dataset nor a type');
  const isDataset = has(MESSAGE.filters) || (has(MESSAGE.dataspace) && has(MESSAGE.datatype));
  if (isDataset && !has(MESSAGE.layout)) throw new FormatError('a dataset of HDF5 does not say where its elements are');
}

function nameOf({ path }: Place): string {
  return path.slice(1);
}

function attempt<T>(run: () => T): T | FormatError {
  try {
    return run();
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}

function troubleOf(error: FormatError, name: string): Trouble {
  if (error.code === 'damaged') return { ...damaged(error.message), ...(name !== '' && { name }) };
  return { trouble: { code: error.code, message: error.message }, ...(name !== '' && { name }) };
}

/*  0  1  version
 *  1  1  dimensions
 *  2  1  flags: 1 there are most
 *  .  .  version 1: 5 zero; 2: 1 type
 *  .  L  each dimension; L the most of each, if there are          */
/** Largest extent of the last dimension, in elements; undefined if that is unlimited, or there is none. */
function lastDimensionIn(fields: Fields): number | undefined {
  const [version, count, flags] = [fields.number(1), fields.number(1), fields.number(1)];
  fields.skip(version === 1 ? 5 : 1);
  const all = Array.from({ length: (flags & 1) === 0 ? count : 2 * count }, () => fields.length());
  const last = all.at(-1) ?? 0;
  return last > 0 && last < Number.MAX_SAFE_INTEGER ? last : undefined;
}

/** Elements are held one by one. */
const MAX_ELEMENT_BYTES = 16 << 20;

/** @returns undefined where elements of `elementBytes` contain no string, or that is unknown */
function typeIn(message: Message | undefined, elementBytes: number | undefined): ElementType | undefined {
  if (message === undefined || message.isShared) return undefined;
  const type = attempt(() => elementType(message.fields));
  if (type === undefined || type instanceof FormatError || type.bytes !== (elementBytes ?? type.bytes))
    return undefined;
  if (type.bytes > MAX_ELEMENT_BYTES) return undefined;
  const sum = type.strings.reduce((bytes, { start, end }) => bytes + end - start, 0);
  return sum <= type.bytes && type.strings.every(({ end }) => end <= type.bytes) ? type : undefined;
}
