import { zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { clickhouse } from '../../../src/unpack/databases/clickhouse.ts';
import { list, noise } from '../observe.ts';

const TEXT = Buffer.from('what a column says, more than once, '.repeat(20));
const [STORED, LZ4, ZSTD, SEVERAL] = [0x02, 0x82, 0x90, 0x91];
const [DELTA, AES_128] = [0x92, 0x96];

interface BlockLies {
  readonly size?: number;
  readonly unpackedBytes?: number;
}

function block(method: number, packed: Uint8Array, { size, unpackedBytes = TEXT.length }: BlockLies = {}): Buffer {
  const head = Buffer.alloc(25);
  head[16] = method;
  head.writeUInt32LE(size ?? 9 + packed.length, 17);
  head.writeUInt32LE(unpackedBytes, 21);
  return Buffer.concat([head, packed]);
}

/** 36 literals, as TEXT repeats them, and a match of all that is left but 5. */
function lz4(): Buffer {
  const [literals, rest] = [36, TEXT.length - 36 - 5];
  const more = rest - 4 - 15;
  const steps = [...new Array<number>(Math.floor(more / 255)).fill(255), more % 255];
  return Buffer.concat([
    Buffer.of(0xff, literals - 15),
    TEXT.subarray(0, literals),
    Buffer.of(literals, 0, ...steps, 0x50),
    TEXT.subarray(-5),
  ]);
}

const packed = block(LZ4, lz4());
const contents = async (bytes: Uint8Array) => (await list(clickhouse, bytes)).entries.map((entry) => `${entry.bytes}`);
const codes = async (bytes: Uint8Array) => (await list(clickhouse, bytes)).troubles.map(({ trouble }) => trouble.code);
/** Of several methods, of which one is told. */
const several = (method: number) => block(SEVERAL, Buffer.of(2, method, LZ4, 1, 2, 3));

describe('blocks of ClickHouse', () => {
  test('come unpacked, and together', async () => {
    const bytes = Buffer.concat([packed, block(ZSTD, zstdCompressSync(TEXT)), block(STORED, TEXT), packed]);
    expect(clickhouse.sniff(bytes)).toBe(true);
    expect(await contents(bytes)).toEqual([`${TEXT}`.repeat(4)]);
    expect(await codes(bytes)).toEqual([]);
  });

  test.each<[string, Uint8Array, string[]]>([
    ['numbers that are packed as differences are no news', several(DELTA), []],
    ['encrypted ones are told', several(AES_128), ['encrypted']],
    ['methods that nobody knows are told', several(0x9f), ['unsupported']],
    [
      'a block that is too large is told',
      block(ZSTD, zstdCompressSync(TEXT).fill(0x20, 4, 5), { unpackedBytes: 65 << 20 }),
      ['damaged'],
    ],
    [
      'one that is stored and too large is told',
      block(LZ4, Buffer.alloc(1), { size: 66 << 20, unpackedBytes: 66 << 20 }),
      ['unsupported'],
    ],
    ['another length than it says is told', block(LZ4, lz4(), { unpackedBytes: TEXT.length + 1 }), ['damaged']],
    ['damage is told', block(ZSTD, zstdCompressSync(TEXT).fill(0xff, 20)), ['damaged']],
    ['a block that is cut off is told', packed.subarray(0, -3), ['damaged']],
    ['a head that is cut off is told', packed.subarray(0, 20), ['damaged']],
    ['what is no block is told', Buffer.alloc(100, 'x'), ['damaged']],
    ['a size of less than its head is told', block(LZ4, lz4(), { size: 9 }), ['damaged']],
    ['a size of more than there can be is told', block(LZ4, lz4(), { size: 0xffff_ffff }), ['damaged']],
    ['one that holds nothing is told', block(LZ4, lz4(), { unpackedBytes: 0 }), ['damaged']],
    ['numbers that are cut off are told', several(DELTA).subarray(0, -1), ['damaged']],
  ])('%s', async (_, behind, expected) => expect(await codes(Buffer.concat([packed, behind]))).toEqual(expected));

  test('are not the flags and the length of a list of R, ten columns as bytes of a stored block', () => {
    const list = Buffer.alloc(300, 'R ');
    Buffer.from('580a00000002000404020002030000000213'.concat('0000000a', '00000010'), 'hex').copy(list);
    expect(clickhouse.sniff(list)).toBe(false);
    const stored = block(STORED, TEXT.subarray(0, 10), { unpackedBytes: 10 });
    expect(clickhouse.sniff(stored)).toBe(true);
    expect(clickhouse.sniff(Buffer.concat([stored, packed]))).toBe(true);
    expect(clickhouse.sniff(Buffer.concat([stored, Buffer.alloc(300, 'R ')]))).toBe(false);
  });

  /** Literals, and a match of what is not there. */
  const broken = block(LZ4, Buffer.concat([Buffer.of(0xf0, 255, 30), TEXT.subarray(0, 300), Buffer.alloc(20)]));

  test('are told by the second one where the first is damaged', async () => {
    const bytes = Buffer.concat([broken, packed]);
    expect(await codes(bytes)).toEqual(['damaged']);
    expect(await contents(bytes)).toEqual([`${TEXT.subarray(0, 300)}${TEXT}`]);
  });

  test.each<[string, Uint8Array]>([
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(4096)],
    ['a length that nothing makes', block(LZ4, lz4(), { unpackedBytes: 1 << 29 })],
    ['a match before all', block(LZ4, Buffer.of(0x10, 1, 9, 9, 0x10, 1))],
    ['Zstandard that is none', block(ZSTD, TEXT)],
    ['methods of which there are none', block(SEVERAL, Buffer.of(2, 1, LZ4))],
  ])('are not %s', (_, head) => expect(clickhouse.sniff(head)).toBe(false));

  test('are not what only begins as one could', async () => {
    expect(clickhouse.sniff(broken)).toBe(true);
    expect(await list(clickhouse, Buffer.concat([broken, noise(5000)]))).toEqual({ entries: [], troubles: [] });
  });
});
