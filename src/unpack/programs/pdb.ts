/**
 * Program databases of Microsoft's and LLVM's linkers: a multi-stream file (see pdb-directory.ts), whose streams are chains of
 * blocks. Text that crosses a block boundary is split, unless the blocks are contiguous. Streams with contiguous blocks are seen
 * where they lie, and so are bytes of no stream: free blocks with their former content. The other streams are entries, with
 * their names where the file has some. Not read: the formats of the streams; sources packed inside them, which no current
 * compiler writes.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { isMsf, MSF_HEAD_BYTES, type MsfStream, openMsf } from './pdb-directory.ts';
import { pdbStreamNames } from './pdb-stream-names.ts';

export const pdb: SourceContainer = {
  id: 'pdb',
  title: 'program database (PDB: MSF 7.00 and 2.00)',
  limits: 'records of streams: only raw bytes; sources packed in them',
  headBytes: MSF_HEAD_BYTES,
  reads: 'source',
  keepsLeaf: 'searched',
  firstBytes: [0x4d],
  sniff: isMsf,
  entries,
};

/** Streams with fixed numbers: LLVM's documentation, "The PDB File Format". */
const FIXED_NAMES = ['old directory', 'PDB', 'TPI', 'DBI', 'IPI'];
const PDB_STREAM = 1;
/** The stream of names has more than this when there are thousands of them. */
const MAX_NAMES_BYTES = 1 << 20;
const CHUNK_BYTES = 1 << 20;

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const file = openMsf(source);
  let names: ReadonlyMap<number, string> = new Map();
  for (const stream of file.streams(budget)) {
    const data = new StreamData(source, stream, file.blockBytes);
    if (stream.index === PDB_STREAM) names = pdbStreamNames(data.front(MAX_NAMES_BYTES));
    if (data.isInOrder) continue;
    const name = names.get(stream.index) ?? FIXED_NAMES[stream.index] ?? `stream ${stream.index}`;
    yield { name, open: () => data.read(), whole: () => data.whole() };
  }
}

class StreamData {
  readonly #source: ByteSource;
  readonly #stream: MsfStream;
  readonly #blockBytes: number;
  /** Blocks beyond the end of the file. */
  readonly #missing: number;

  constructor(source: ByteSource, stream: MsfStream, blockBytes: number) {
    this.#source = source;
    this.#stream = stream;
    this.#blockBytes = blockBytes;
    this.#missing = stream.blocks.filter((block) => block * blockBytes >= source.size).length;
  }

  /** Whether the stream is contiguous in the file. */
  get isInOrder(): boolean {
    const { blocks } = this.#stream;
    return this.#missing === 0 && blocks.every((block, index) => block === blocks[0]! + index);
  }

  whole(): Uint8Array | undefined {
    return this.#missing === 0 && this.#stream.size <= CHUNK_BYTES ? this.front(CHUNK_BYTES) : undefined;
  }

  front(maxBytes: number): Buffer {
    return this.#fill(0, Math.ceil(maxBytes / this.#blockBytes));
  }

  async *read(): AsyncGenerator<Uint8Array> {
    const step = Math.floor(CHUNK_BYTES / this.#blockBytes);
    for (let first = 0; first < this.#stream.blocks.length; first += step) yield this.#fill(first, first + step);
    if (this.#missing > 0)
      throw new FormatError(
        `${this.#missing} of ${this.#stream.blocks.length} blocks of the stream are beyond the end of the file`,
      );
  }

  /** The bytes of blocks `first` to `end`, except those that are not in the file. */
  #fill(first: number, end: number): Buffer {
    const { size, blocks } = this.#stream;
    const target = Buffer.alloc(Math.max(0, Math.min(size, end * this.#blockBytes) - first * this.#blockBytes));
    let filled = 0;
    for (let index = first; index < Math.min(end, blocks.length); index++) {
      const start = blocks[index]! * this.#blockBytes;
      const wanted = Math.min(this.#blockBytes, size - index * this.#blockBytes, this.#source.size - start);
      if (wanted <= 0) continue;
      this.#source.readInto(target.subarray(filled, filled + wanted), start);
      filled += wanted;
    }
    return target.subarray(0, filled);
  }
}
