/** A dataset of HDF5 with packed chunks: its bytes in chunk order, with chunks side by side combined row by row. */
import { FormatError } from '../../model/errors.ts';
import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import type { ChunkAllowance } from './hdf5-allowance.ts';
import type { ElementType } from './hdf5-datatype.ts';
import type { Hdf5File } from './hdf5-file.ts';
import { type Filter, unpackChunk } from './hdf5-filters.ts';
import { type Chunk, chunkBytesOf, chunksOf, type Layout, MAX_CHUNK_BYTES } from './hdf5-layout.ts';
import { stringLines } from './hdf5-strings.ts';

/** What the messages of a dataset state. */
export interface DatasetPlan {
  readonly layout: Layout;
  readonly filters: readonly Filter[];
  /**
   * Largest extent of the last dimension, in elements, including possible growth; unknown for an array that grows
   * without limit.
   */
  readonly lastDimension?: number;
  /** For elements that are strings, or contain some. */
  readonly type?: ElementType;
}

const LINE_FEED = Uint8Array.of(0x0a);
/** Limit on chunks side by side that are held together; anything wider is read chunk by chunk. */
const MAX_ROW_BYTES = 64 << 20;

export class Hdf5Dataset {
  #brokenChunks = 0;
  #firstBroken: number | undefined;
  #damage: FormatError | undefined;
  readonly #file: Hdf5File;
  readonly #plan: DatasetPlan;
  readonly #allowance: ChunkAllowance;
  readonly #chunkBytes: number;

  constructor(file: Hdf5File, plan: DatasetPlan, allowance: ChunkAllowance) {
    [this.#file, this.#plan, this.#allowance] = [file, plan, allowance];
    this.#chunkBytes = chunkBytesOf(plan.layout);
  }

  async *content(): AsyncGenerator<Uint8Array> {
    let row: Uint8Array[] = [];
    let [key, rowBytes]: [string | undefined, number] = [undefined, 0];
    try {
      for (const chunk of chunksOf(this.#file, this.#plan.layout, { rowChunks: this.#rowChunks })) {
        this.#file.budget.checkTime();
        const content = await this.#unpack(chunk);
        if (content === undefined) continue;
        const isSame = chunk.row !== undefined && chunk.row === key && rowBytes + content.length <= MAX_ROW_BYTES;
        if (!isSame && row.length > 0) {
          yield* this.#joined(row);
          [row, rowBytes] = [[], 0];
        }
        row.push(content);
        rowBytes += content.length;
        key = chunk.row;
        if (!this.#isWide && row.length > 0) {
          yield* this.#joined(row);
          [row, rowBytes] = [[], 0];
        }
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.#damage = error;
    }
    if (row.length > 0) yield* this.#joined(row);
  }

  /** Known once the content was read. */
  *troubles(name: string): Generator<Trouble> {
    if (this.#brokenChunks > 0)
      yield damaged(
        `chunks that cannot be unpacked as they should: ${this.#brokenChunks}, the first at ${this.#firstBroken}`,
        name,
      );
    if (this.#damage !== undefined)
      yield {
        trouble: { code: this.#damage.code, message: `${this.#damage.message}; the chunks after it are missing` },
        name,
      };
  }

  /** Has more than one dimension, so chunks may be side by side. */
  get #isWide(): boolean {
    return this.#plan.layout.dimensions.length > 2;
  }

  get #rowChunks(): number | undefined {
    const { layout, lastDimension } = this.#plan;
    const chunk = layout.dimensions.at(-2) ?? 0;
    return this.#isWide && lastDimension !== undefined && chunk > 0 ? Math.ceil(lastDimension / chunk) : undefined;
  }

  async #unpack(chunk: Chunk): Promise<Uint8Array | undefined> {
    const { source } = this.#file;
    const { address, packedBytes } = chunk;
    if (address + packedBytes > source.size || packedBytes > MAX_CHUNK_BYTES) {
      this.#addBroken(address);
      return undefined;
    }
    this.#allowance.take(packedBytes);
    const bytes = source.read(address, packedBytes);
    const { filters, layout } = this.#plan;
    const found = await unpackChunk({ bytes, leftOut: chunk.leftOut }, filters, this.#chunkBytes);
    if (found?.isSound) return found.content;
    if (layout.isEdgeOpen && packedBytes === this.#chunkBytes) return bytes;
    this.#addBroken(address);
    if (found === undefined) this.#allowance.fail(this.#chunkBytes);
    return found?.content;
  }

  #addBroken(address: number): void {
    this.#brokenChunks++;
    this.#firstBroken ??= address;
  }

  /**
   * Row by row, for chunks side by side. Strings come with a line feed after each: in place of the rows if an element
   * is one string, else after them.
   */
  *#joined(chunks: readonly Uint8Array[]): Generator<Uint8Array> {
    const { layout, type } = this.#plan;
    const [only, second] = chunks;
    const rowBytes = (layout.dimensions.at(-1) ?? 1) * (layout.dimensions.at(-2) ?? 1);
    const all = second === undefined ? only! : sideBySide(chunks, rowBytes);
    const [string] = type?.strings ?? [];
    if (type === undefined || string === undefined) yield all;
    else if (string.end - string.start === type.bytes) yield stringLines(all, type);
    else yield* [all, LINE_FEED, stringLines(all, type)];
  }
}

/** All chunks of a row have the same number of rows; if one differs, they are concatenated. */
function sideBySide(chunks: readonly Uint8Array[], rowBytes: number): Uint8Array {
  const { length } = chunks[0]!;
  if (chunks.some((chunk) => chunk.length !== length)) return Buffer.concat(chunks);
  const pieces = new Uint8Array(chunks.length * length);
  let made = 0;
  for (let start = 0; start < length; start += rowBytes) {
    const end = Math.min(length, start + rowBytes);
    for (const chunk of chunks) for (let at = start; at < end; at++) pieces[made++] = chunk[at]!;
  }
  return pieces;
}
