/** Writes bundles of Unity, true ones and lies: see src/unpack/archives/unity-table.ts. */
import { lz4Sequences } from './lz4.ts';
import { u32be } from './numbers.ts';

export interface UnityBundleBlock {
  readonly content: string;
  /** 0 stored, 2 LZ4; another one: `packed`. */
  readonly method?: number;
  readonly packed?: Uint8Array;
}

export interface UnityBundleFields {
  readonly blocks: readonly UnityBundleBlock[];
  /** Absent: one, of all content. */
  readonly files?: readonly { readonly name: string; readonly start: number; readonly bytes: number }[];
  readonly version?: number;
  readonly flags?: number;
  /** Before the table. */
  readonly padding?: number;
  /** Instead of the truth. */
  readonly tableBytes?: number;
}

const TABLE_AT_END = 0x80;

export function unityBundle({ blocks, version = 6, flags = 0x40, padding = 0, ...more }: UnityBundleFields): Buffer {
  const packed = blocks.map(({ content, method = 2, packed }) =>
    packed ? Buffer.from(packed) : method === 2 ? lz4Sequences([{ literals: content }]) : Buffer.from(content),
  );
  const contentBytes = blocks.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  const files = more.files ?? [{ name: 'CAB-0', start: 0, bytes: contentBytes }];
  const table = Buffer.concat([
    Buffer.alloc(16),
    u32be(blocks.length),
    ...blocks.map(({ content, method = 2 }, index) =>
      Buffer.concat([
        ...[u32be(Buffer.byteLength(content)), u32be(packed[index]!.length)],
        Buffer.of(method >> 8, method & 0xff),
      ]),
    ),
    u32be(files.length),
    ...files.map(({ name, start, bytes }) =>
      Buffer.concat([u64be(start), u64be(bytes), u32be(4), Buffer.from(`${name}\0`)]),
    ),
  ]);
  const data = Buffer.concat(packed);
  const head = Buffer.concat([
    ...[Buffer.from('UnityFS\0'), u32be(version), Buffer.from('5.x.x\x002018.4.36f1\0'), u64be(0)],
    ...[u32be(table.length), u32be(more.tableBytes ?? table.length), u32be(flags), Buffer.alloc(padding)],
  ]);
  const bundle = Buffer.concat(flags & TABLE_AT_END ? [head, data, table] : [head, table, data]);
  bundle.writeBigUInt64BE(BigInt(bundle.length), 30);
  return bundle;
}

function u64be(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}
