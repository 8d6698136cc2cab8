/**
 * Writes images of SquashFS 4 for LZ4, true ones and lies: Documentation/filesystems/squashfs.rst of Linux. Metadata is not packed.
 */
import { FieldWriter } from './field-writer.ts';

export type SquashfsNode =
  | {
      readonly kind: 'directory';
      readonly entries: readonly (readonly [name: string, node: number])[];
      readonly size?: number;
    }
  | {
      readonly kind: 'file';
      /** Words of the list of blocks. */
      readonly blocks?: readonly number[];
      readonly size: number | bigint;
      /** Of its first block. */
      readonly start?: number;
      readonly fragment?: { readonly index: number; readonly offset: number };
    }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'raw'; readonly bytes: Uint8Array };

export interface SquashfsOptions {
  /** Stands behind the superblock, at SUPERBLOCK_BYTES. */
  readonly data?: Uint8Array | string;
  readonly fragments?: readonly { readonly start: number; readonly word: number }[];
  readonly inodeCount?: number;
  readonly usedBytes?: number;
  readonly blockBytes?: number;
  readonly compressor?: number;
  readonly suffix?: string;
}

export const SUPERBLOCK_BYTES = 96;
/** In the size of a block: it is not packed. */
export const PLAIN = 1 << 24;
const NONE = 0xffff_ffff_ffff_ffffn;

/** The first node is the root. */
export function buildSquashfs(nodes: readonly SquashfsNode[], options: SquashfsOptions = {}): Buffer {
  const { data = '', fragments = [], suffix = '' } = options;
  const offsets = offsetsOf(nodes.map(inodeBytes));
  const listings = nodes.map((node) =>
    node.kind === 'directory' ? listing(node.entries, offsets, nodes) : Buffer.alloc(0),
  );
  const places = offsetsOf(listings.map(({ length }) => length));
  const inodes = nodes.map((node, index) => inode(node, index, listings[index]!.length, places[index]!));
  const image = new FieldWriter(true).zeros(SUPERBLOCK_BYTES).bytes(Buffer.from(data));
  const tables = { inodes: image.size, directories: 0, fragments: 0, ids: 0 };
  image.bytes(metadata(Buffer.concat(inodes)));
  tables.directories = image.size;
  image.bytes(metadata(Buffer.concat(listings)));
  const rows = image.size;
  image.bytes(
    metadata(
      Buffer.concat(fragments.map(({ start, word }) => new FieldWriter(true).u64(start).u32(word).u32(0).finish())),
    ),
  );
  tables.fragments = image.size;
  const ids = image.u64(rows).size;
  tables.ids = image.bytes(metadata(Buffer.alloc(4))).size;
  image.u64(ids);
  const head = new FieldWriter(true)
    .text('hsqs')
    .u32(options.inodeCount ?? 0)
    .u32(0)
    .u32(options.blockBytes ?? 4096);
  head
    .u32(fragments.length)
    .u16(options.compressor ?? 5)
    .u16(Math.round(Math.log2(options.blockBytes ?? 4096)))
    .u16(0)
    .u16(1)
    .u16(4)
    .u16(0)
    .u64(offsets[0]!);
  head
    .u64(options.usedBytes ?? image.size)
    .u64(tables.ids)
    .u64(NONE)
    .u64(tables.inodes)
    .u64(tables.directories);
  head.u64(tables.fragments).u64(NONE);
  return Buffer.concat([head.finish(), image.finish().subarray(SUPERBLOCK_BYTES), Buffer.from(suffix)]);
}

function metadata(bytes: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    const block = bytes.subarray(at, at + 8192);
    blocks.push(
      new FieldWriter(true)
        .u16(0x8000 | block.length)
        .bytes(block)
        .finish(),
    );
  }
  return Buffer.concat(blocks);
}

function offsetsOf(sizes: readonly number[]): number[] {
  return sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
}

function inodeBytes(node: SquashfsNode): number {
  if (node.kind === 'directory') return 32;
  if (node.kind === 'file') return 56 + 4 * (node.blocks ?? []).length;
  return node.kind === 'link' ? 24 + node.target.length : node.bytes.length;
}

function inode(node: SquashfsNode, number: number, listingBytes: number, place: number): Buffer {
  if (node.kind === 'raw') return Buffer.from(node.bytes);
  const type = { directory: 1, link: 3, file: 9 }[node.kind];
  const writer = new FieldWriter(true)
    .u16(type)
    .u16(0o644)
    .u32(0)
    .u32(0)
    .u32(number + 1);
  if (node.kind === 'directory')
    writer
      .u32(0)
      .u32(1)
      .u16(node.size ?? listingBytes + 3)
      .u16(place)
      .u32(0);
  else if (node.kind === 'link') writer.u32(1).u32(node.target.length).text(node.target);
  else {
    const { start = SUPERBLOCK_BYTES, size, blocks = [], fragment = { index: 0xffff_ffff, offset: 0 } } = node;
    writer.u64(start).u64(size).u64(0).u32(1).u32(fragment.index).u32(fragment.offset).u32(0xffff_ffff);
    for (const word of blocks) writer.u32(word);
  }
  return writer.finish();
}

/** In runs of one: so the names need no order. */
function listing(
  entries: readonly (readonly [name: string, node: number])[],
  offsets: readonly number[],
  nodes: readonly SquashfsNode[],
): Buffer {
  const writer = new FieldWriter(true);
  for (const [name, node] of entries) {
    // Blocks of metadata are not packed, and have two bytes before them.
    writer.u32(0).u32(Math.floor(offsets[node]! / 8192) * 8194);
    writer
      .u32(1)
      .u16(offsets[node]! % 8192)
      .u16(0)
      .u16(nodes[node]?.kind === 'directory' ? 1 : nodes[node]?.kind === 'link' ? 3 : 2)
      .u16(Buffer.byteLength(name) - 1)
      .text(name);
  }
  return writer.finish();
}
