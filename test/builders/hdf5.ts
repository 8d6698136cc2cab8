/** Writes files of HDF5 with old structures, which have no sums: superblock 0, headers of version 1, trees of version 1. */

export interface TestFilter {
  readonly id: number;
  readonly values?: readonly number[];
}

export interface TestChunk {
  readonly bytes: Uint8Array;
  readonly leftOut?: number;
  /** Where it begins in each dimension. */
  readonly at?: readonly number[];
  /** In place of what is true. */
  readonly lies?: { readonly address?: number; readonly bytes?: number };
}

export interface TestDataset {
  readonly name: string;
  readonly filters: readonly TestFilter[];
  readonly chunks: readonly TestChunk[];
  /** Of a chunk, and last the bytes of an element. */
  readonly dimensions?: readonly number[];
  readonly datatype?: Buffer;
  /** In place of those that it should have. */
  readonly messages?: readonly TestMessage[];
  readonly layoutVersion?: number;
  readonly tree?: { readonly level?: number; readonly count?: number; readonly child?: 'itself' };
}

export interface TestMessage {
  readonly type: number;
  readonly body: Buffer;
  readonly flags?: number;
}

const UNDEFINED = Buffer.alloc(8, 0xff);
export const u16 = (...values: number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer);
export const u32 = (...values: number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);
export const u64 = (...values: number[]): Buffer =>
  Buffer.from(BigUint64Array.from(values, (one) => BigInt(one)).buffer);
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 7)]);

function messageOf({ type, body, flags = 0 }: TestMessage): Buffer {
  const padding = padded(body);
  return Buffer.concat([u16(type, padding.length), Buffer.of(flags, 0, 0, 0), padding]);
}

export function headerOf(messages: readonly TestMessage[]): Buffer {
  const all = Buffer.concat(messages.map(messageOf));
  return Buffer.concat([Buffer.of(1, 0), u16(messages.length), u32(1, all.length, 0), all]);
}

export function filtersOf(filters: readonly TestFilter[]): Buffer {
  const each = filters.map(({ id, values = [] }) =>
    Buffer.concat([
      u16(id, 8, 1, values.length),
      Buffer.from('a name\0\0'),
      u32(...values),
      u32(...(values.length & 1 ? [0] : [])),
    ]),
  );
  return Buffer.concat([Buffer.of(1, filters.length, 0, 0, 0, 0, 0, 0), ...each]);
}

export function linkTo(name: string, at: number): TestMessage {
  return { type: 6, body: Buffer.concat([Buffer.of(1, 0, name.length), Buffer.from(name), u64(at)]) };
}

/** Of a group: no links are elsewhere. */
const LINK_INFO: TestMessage = { type: 2, body: Buffer.concat([Buffer.of(0, 0), UNDEFINED, UNDEFINED]) };

/** Bytes one behind the other, behind the superblock. */
export class Hdf5Bytes {
  readonly #parts: Buffer[] = [Buffer.alloc(96)];
  #size = 96;

  add(bytes: Uint8Array): number {
    this.#parts.push(Buffer.from(bytes));
    this.#size += bytes.length;
    return this.#size - bytes.length;
  }

  get size(): number {
    return this.#size;
  }

  whole(root: number, declared = this.#size): Buffer {
    const whole = Buffer.concat(this.#parts);
    Buffer.from('894844460d0a1a0a0000000000080800', 'hex').copy(whole);
    u16(4, 16).copy(whole, 16);
    Buffer.concat([u64(0), UNDEFINED, u64(declared), UNDEFINED, u64(0, root), u32(0, 0)]).copy(whole, 24);
    return whole;
  }
}

export function buildHdf5(
  datasets: readonly TestDataset[],
  more: readonly Uint8Array[] = [],
  declared?: number,
): Buffer {
  const file = new Hdf5Bytes();
  for (const bytes of more) file.add(bytes);
  const links = datasets.map((dataset) => linkTo(dataset.name, addDataset(file, dataset)));
  return file.whole(file.add(headerOf([LINK_INFO, ...links])), declared);
}

export function addDataset(file: Hdf5Bytes, dataset: TestDataset): number {
  const { filters, chunks, dimensions = [chunks[0]?.bytes.length ?? 1, 1], layoutVersion = 3, tree = {} } = dataset;
  const places = chunks.map(({ bytes }) => file.add(bytes));
  const treeAt = file.size;
  const keys = chunks.map(({ bytes, leftOut = 0, at = dimensions.map(() => 0), lies = {} }, index) =>
    Buffer.concat([
      u32(lies.bytes ?? bytes.length, leftOut),
      u64(...at.slice(0, dimensions.length - 1), 0),
      u64(tree.child === 'itself' ? treeAt : (lies.address ?? places[index]!)),
    ]),
  );
  const head = [
    Buffer.from('TREE'),
    Buffer.of(1, tree.level ?? 0),
    u16(tree.count ?? chunks.length),
    UNDEFINED,
    UNDEFINED,
  ];
  file.add(Buffer.concat([...head, ...keys, Buffer.alloc(8 + 8 * dimensions.length)]));
  const layout =
    layoutVersion < 3
      ? [Buffer.of(layoutVersion, dimensions.length, 2, 0, 0, 0, 0, 0), u64(treeAt), u32(...dimensions)]
      : [Buffer.of(layoutVersion, 2, dimensions.length), u64(treeAt), u32(...dimensions)];
  const messages = dataset.messages ?? [
    ...(dataset.datatype ? [{ type: 3, body: dataset.datatype }] : []),
    { type: 8, body: Buffer.concat(layout) },
    ...(filters.length > 0 ? [{ type: 11, body: filtersOf(filters) }] : []),
  ];
  return file.add(headerOf(messages));
}
