/**
 * Fixed-length strings in HDF5 datasets, also inside records, as in PyTables: where they fill their space, nothing separates them. Those of
 * datasets without filters are also scanned as is.
 */
import { FormatError } from '../../model/errors.ts';
import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import type { ChunkAllowance } from './hdf5-allowance.ts';
import type { ElementType } from './hdf5-datatype.ts';
import type { Hdf5File } from './hdf5-file.ts';
import { chunkBytesOf, chunksOf, type Layout, type Stretch } from './hdf5-layout.ts';

const LINE_FEED = 0x0a;
/** Read at a time. */
const PIECE_BYTES = 1 << 20;

/** The strings of all elements in `bytes`, with a line feed after each. */
export function stringLines(bytes: Uint8Array, type: ElementType): Uint8Array {
  const count = Math.floor(bytes.length / type.bytes);
  const lineBytes = type.strings.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  const lines = new Uint8Array(count * lineBytes);
  let made = 0;
  for (let at = 0; at + type.bytes <= bytes.length; at += type.bytes)
    for (const { start, end } of type.strings) {
      lines.set(bytes.subarray(at + start, at + end), made);
      made += end - start;
      lines[made++] = LINE_FEED;
    }
  return lines;
}

export class OpenStrings {
  #damage: FormatError | undefined;
  readonly #file: Hdf5File;
  readonly #layout: Layout | Stretch;
  readonly #type: ElementType;
  readonly #allowance: ChunkAllowance;

  constructor(file: Hdf5File, layout: Layout | Stretch, type: ElementType, allowance: ChunkAllowance) {
    [this.#file, this.#layout, this.#type, this.#allowance] = [file, layout, type, allowance];
  }

  async *lines(): AsyncGenerator<Uint8Array> {
    const { source, budget } = this.#file;
    const pieceBytes = this.#type.bytes * Math.max(1, Math.floor(PIECE_BYTES / this.#type.bytes));
    try {
      for (const { address, bytes } of this.#stretches()) {
        if (address + bytes > source.size) throw new FormatError('a dataset of HDF5 is outside of the file');
        this.#allowance.take(bytes);
        for (let at = 0; at < bytes; at += pieceBytes) {
          budget.checkTime();
          yield stringLines(source.read(address + at, Math.min(pieceBytes, bytes - at)), this.#type);
        }
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.#damage = error;
    }
  }

  /** Known once the lines were read. */
  *troubles(name: string): Generator<Trouble> {
    if (this.#damage !== undefined)
      yield damaged(`${this.#damage.message}; ends of strings are missing, which are scanned as is`, name);
  }

  *#stretches(): Generator<Stretch> {
    if ('address' in this.#layout) yield this.#layout;
    else {
      const openBytes = chunkBytesOf(this.#layout);
      for (const { address, packedBytes } of chunksOf(this.#file, this.#layout, { openBytes }))
        yield { address, bytes: packedBytes };
    }
  }
}
