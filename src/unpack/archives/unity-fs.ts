/**
 * Bundles of Unity 5.3 and later ("UnityFS": AssetBundles, data.unity3d of a player): concatenated files, in blocks that are packed
 * individually. The format is unpublished; this follows how UnityPy (BundleFile.py) and AssetStudio (BundleFile.cs) read it.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { drain } from '../../bytes/chunks.ts';
import { JoinedSource } from '../../bytes/joined-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { zeros } from '../../bytes/zeros.ts';
import { Lz4LongBlock } from '../codecs/lz4-long-block.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic } from '../container/magic.ts';
import { isPadding, remainder } from '../container/remainder.ts';
import { sevenZipEntries } from '../seven-zip/seven-zip.ts';
import {
  isSealed,
  LZMA_HEAD_BYTES,
  MAX_HEAD_BYTES,
  METHOD,
  readHead,
  readTable,
  UNITY_FS,
  type UnityBlock,
  type UnityTable,
} from './unity-table.ts';

export const unityFs: SourceContainer = {
  id: 'unity-fs',
  title: 'Unity bundle (UnityFS: AssetBundle, data.unity3d): LZ4, LZMA, not packed',
  limits: 'encrypted bundles; bundles of Unity before 5.3',
  reads: 'source',
  headBytes: MAX_HEAD_BYTES,
  firstBytes: firstBytesOf([UNITY_FS]),
  embeddedBy: [UNITY_FS],
  sniff: (head) => hasMagic(head, UNITY_FS) && readHead(head) !== undefined,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const head = readHead(source.read(0, Math.min(MAX_HEAD_BYTES, source.size)))!;
  const table = readTable(source, head);
  if (table === undefined) {
    yield isSealed(head)
      ? SEALED
      : damaged('expected a table of blocks and files of UnityFS, found none; it is scanned as is');
    yield remainder('all', () => streamOf(source, 0));
    return;
  }
  yield remainder('directory', () => streamOf(new MemorySource(table.bytes)));
  const content = new Content(source, table, budget);
  yield* filesIn(table, content);
  yield* content.troubles();
  const end = Math.min(table.end, source.size);
  if (content.hasDamage) yield remainder('all', () => streamOf(source, 0));
  else if (!isPadding(source, end, source.size)) yield remainder('behind', () => streamOf(source, end), end);
}

const SEALED: Trouble = {
  trouble: {
    code: 'encrypted',
    message:
      'this bundle of Unity is encrypted; scan what the build packs into it before that, or leave it out with exclude',
  },
};

/** Each file once, then whatever belongs to none. Files that lie inside others are covered already. */
async function* filesIn({ files }: UnityTable, content: Content): AsyncGenerator<Entry> {
  const reader = new ChunkReader(content.chunks());
  try {
    for (const { name, start, end } of files.toSorted((one, other) => one.start - other.start)) {
      if (start < reader.position || (await reader.peek(1)).length === 0) continue;
      if (start > reader.position) {
        yield remainder('between', () => upTo(reader, start));
        await drain(upTo(reader, start));
      }
      yield { name, open: () => upTo(reader, end) };
      await drain(upTo(reader, end));
    }
    if ((await reader.peek(1)).length > 0) yield remainder('between', () => reader.rest());
  } finally {
    await reader.close();
  }
}

async function* upTo(reader: ChunkReader, end: number): AsyncGenerator<Uint8Array> {
  while (reader.position < end) {
    const chunk = await reader.some(end - reader.position);
    if (chunk === undefined) return;
    yield chunk;
  }
}

/** Up to this much missing data of damaged blocks is replaced by zeros, so that later files stay at the offsets in the table. */
const MAX_FILL_BYTES = 64 << 20;
const PIECE_BYTES = 256 << 10;
/** After this many damaged blocks, LZMA blocks are scanned as is: each costs half a millisecond, however short it is. */
const MAX_DAMAGED = 1000;

/** The unpacked content of the blocks, and their damage. */
class Content {
  readonly #source: ByteSource;
  readonly #table: UnityTable;
  readonly #budget: Budget;
  /** Blocks that do not unpack to the size in the table, and those of an unsupported packing. */
  #damaged = 0;
  #unknown = 0;
  /** What 7-Zip said of the latest block, and of those that it did not unpack for want of memory, or after too many failures, by code. */
  #said: Trouble['trouble'] | undefined;
  readonly #refusals = new Map<string, Trouble>();
  #cutBytes = 0;
  #fillBytes = MAX_FILL_BYTES;
  #bytes = 0;

  constructor(source: ByteSource, table: UnityTable, budget: Budget) {
    [this.#source, this.#table, this.#budget] = [source, table, budget];
  }

  /** Whether some packed bytes were not unpacked. */
  get hasDamage(): boolean {
    return this.#damaged + this.#refusals.size > 0;
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for (const block of this.#table.blocks) {
      this.#budget.checkTime();
      const { start, packedBytes, unpackedBytes } = block;
      this.#cutBytes += Math.max(0, Math.min(packedBytes, start + packedBytes - this.#source.size));
      if (start >= this.#source.size) continue;
      let left = unpackedBytes;
      this.#said = undefined;
      for await (const chunk of this.#unpacked(block)) {
        const part = chunk.subarray(0, left);
        left -= part.length;
        this.#bytes += part.length;
        if (part.length > 0) yield part;
      }
      const isWhole = start + packedBytes <= this.#source.size;
      if (block.method <= METHOD.lz4hc && isWhole && (left > 0 || this.#said !== undefined))
        this.#addTrouble(this.#said);
      if (left === 0) continue;
      const filled = Math.min(left, this.#fillBytes);
      this.#fillBytes -= filled;
      yield* zeros(filled);
    }
  }

  #addTrouble(said: Trouble['trouble'] | undefined): void {
    if (said === undefined || said.code === 'damaged') this.#damaged++;
    else if (!this.#refusals.has(said.code)) this.#refusals.set(said.code, { trouble: said });
  }

  *troubles(): Generator<Trouble> {
    yield* this.#refusals.values();
    if (this.#cutBytes > 0)
      yield damaged(`the bundle of Unity is cut off ${this.#cutBytes} bytes before the end of its blocks`);
    if (this.#damaged > 0)
      yield damaged(`blocks of UnityFS that are damaged: ${this.#damaged}; the readable part is scanned`);
    const wantedBytes = this.#table.files.reduce((most, { end }) => Math.max(most, end), 0);
    if (this.#cutBytes + this.#damaged + this.#refusals.size + this.#unknown === 0 && wantedBytes > this.#bytes)
      yield damaged(`expected files of ${wantedBytes} bytes in the blocks of UnityFS, found ${this.#bytes} bytes`);
    if (this.#unknown === 0) return;
    const message = `blocks of UnityFS that are packed as keysieve does not know: ${this.#unknown}; they are scanned as is`;
    yield { trouble: { code: 'unsupported', message } };
  }

  #unpacked(block: UnityBlock): AsyncGenerator<Uint8Array> {
    const { method, start, packedBytes } = block;
    const end = Math.min(start + packedBytes, this.#source.size);
    if (method === METHOD.lz4 || method === METHOD.lz4hc) return this.#unpackLz4(block, end);
    if (method === METHOD.lzma && this.#damaged < MAX_DAMAGED) return this.#unpackLzma(block, end);
    if (method > METHOD.lz4hc) this.#unknown++;
    return streamOf(this.#source, start, end);
  }

  async *#unpackLz4({ start, unpackedBytes }: UnityBlock, end: number): AsyncGenerator<Uint8Array> {
    const block = new Lz4LongBlock(unpackedBytes);
    for await (const piece of streamOf(this.#source, start, end, PIECE_BYTES)) {
      this.#budget.checkTime();
      yield* block.write(piece);
    }
    yield* block.end();
  }

  /** As an .lzma file: the size is inserted into the block's head. */
  async *#unpackLzma({ start, unpackedBytes }: UnityBlock, end: number): AsyncGenerator<Uint8Array> {
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(unpackedBytes));
    const data = Math.min(start + LZMA_HEAD_BYTES, end);
    const file = new JoinedSource([
      { source: this.#source, start, end: data },
      { source: new MemorySource(size), start: 0, end: size.length },
      { source: this.#source, start: data, end },
    ]);
    for await (const item of sevenZipEntries(file, { type: 'lzma' }, this.#budget))
      if ('trouble' in item) this.#said ??= item.trouble;
      else if (!item.isRemainder) yield* item.open();
  }
}
