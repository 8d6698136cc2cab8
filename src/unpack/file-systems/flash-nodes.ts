import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { BudgetError } from '../../model/errors.ts';
import { type BlockMethod, unpackBlock } from '../codecs/packed-block.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { remainder } from '../container/remainder.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';

/** A piece of a file, which a flash file system wrote as a node of its own. */
export interface DataNode {
  readonly inode: number;
  /** Offset in the file. */
  readonly offset: number;
  /** Of two nodes for the same piece, the one with the higher number counts. */
  readonly version: number;
  /** Offset of the packed bytes in the image. */
  readonly start: number;
  readonly end: number;
  /** Unpacked size. */
  readonly bytes: number;
  /** Undefined: not supported here. */
  readonly method: BlockMethod | 'zeros' | undefined;
}

/** Enough for an image of 2 GiB. */
const MAX_NODES = 1 << 19;
const NODES_PER_CHECK = 1024;

/**
 * Collects what the nodes of an image say: names, and pieces of files. Such a file system is a log: older data stays until its
 * block is erased, and becomes an entry too.
 */
export class FlashNodes {
  /** Nodes with a wrong checksum. They are used all the same. */
  wrongSums = 0;
  /** Nodes that others refer to, but that are missing. */
  missingNodes = 0;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  readonly #names = new Map<number, string>();
  readonly #nodes: DataNode[] = [];
  readonly #expected = new Set<number>();
  readonly #sizes = new Map<number, { readonly size: number; readonly version: number }>();
  #wrongNodes = 0;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
  }

  addName(inode: number, name: string): void {
    if (this.#names.size < MAX_NODES) this.#names.set(inode, name);
  }

  /** Records a file that must have a node, even an empty one. */
  expect(inode: number): void {
    if (inode !== 0 && this.#expected.size < MAX_NODES) this.#expected.add(inode);
  }

  /** For a file system without holes in files: the file's size, from the node with the highest version. */
  addSize(inode: number, size: number, version: number): void {
    if (this.#sizes.size < MAX_NODES && version >= (this.#sizes.get(inode)?.version ?? 0))
      this.#sizes.set(inode, { size, version });
  }

  /** @throws BudgetError when there are too many */
  addData(node: DataNode): void {
    if (this.#nodes.length === MAX_NODES)
      throw new BudgetError(`the image has more than ${MAX_NODES} pieces of files; mount it, and scan its files`);
    this.#nodes.push(node);
  }

  async *entries(): AsyncGenerator<Entry | Trouble> {
    for (const inode of this.#expected) if (!this.#sizes.has(inode)) this.missingNodes++;
    const nodes = this.#nodes.sort((a, b) => a.inode - b.inode || a.offset - b.offset || b.version - a.version);
    const refused = new SpooledPieces('between');
    try {
      for (let first = 0, end = 0; first < nodes.length; first = end) {
        while (end < nodes.length && nodes[end]!.inode === nodes[first]!.inode) end++;
        const file = nodes.slice(first, end);
        const { inode } = nodes[first]!;
        const isLatest = (node: DataNode, index: number): boolean => node.offset !== file[index - 1]?.offset;
        const latest = file.filter(isLatest);
        this.#checkSize(inode, latest);
        yield { name: this.#names.get(inode) ?? `inode ${inode}`, open: () => this.#read(latest, refused) };
        const replaced = file.filter((node, index) => !isLatest(node, index));
        if (replaced.length > 0) yield remainder('between', () => this.#read(replaced, refused));
      }
      // For the remaining inodes, no data node was found.
      for (const inode of [...this.#sizes.keys()]) this.#checkSize(inode, []);
      yield* this.#troubles();
      yield* refused.entries();
    } finally {
      refused.close();
    }
  }

  #checkSize(inode: number, nodes: readonly DataNode[]): void {
    const size = this.#sizes.get(inode)?.size ?? 0;
    this.#sizes.delete(inode);
    let end = 0;
    for (const { offset, bytes } of nodes) if (offset <= end) end = Math.max(end, offset + bytes);
    if (end < size) this.missingNodes++;
  }

  async *#read(nodes: readonly DataNode[], refused: SpooledPieces): AsyncGenerator<Uint8Array> {
    for (const [index, { start, end, bytes, method }] of nodes.entries()) {
      if (index % NODES_PER_CHECK === 0) this.#budget.checkTime();
      const packed = this.#source.read(start, end - start);
      const isZeros = method === 'zeros';
      const content = isZeros ? new Uint8Array(bytes) : method && (await unpackBlock(method, packed, bytes));
      if (content !== undefined) yield content;
      else {
        this.#wrongNodes++;
        refused.begin();
        refused.add(packed);
      }
    }
  }

  *#troubles(): Generator<Trouble> {
    const counts: readonly [number, string][] = [
      [this.#wrongNodes, 'pieces of files that cannot be unpacked'],
      [this.wrongSums, 'nodes with a wrong checksum'],
      [this.missingNodes, 'nodes that are not there'],
    ];
    const message = counts.flatMap(([count, what]) => (count === 0 ? [] : [`${what}: ${count}`])).join('; ');
    if (message !== '') yield damaged(`${message}; the readable part is scanned`);
  }
}
