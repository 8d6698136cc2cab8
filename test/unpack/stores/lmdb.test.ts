import { describe, expect, test } from 'vitest';
import { lmdb } from '../../../src/unpack/stores/lmdb.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

const PAGE = 512;

/** How a machine writes: of 64 bits and little-endian, unless told. */
interface Machine {
  readonly little?: boolean;
  readonly word?: 4 | 8;
  readonly version?: number;
}

interface Node {
  readonly key: string;
  readonly value?: string | Buffer;
  readonly flags?: number;
  /** In place of that of `value`. */
  readonly size?: number;
}

class Writer {
  readonly #little: boolean;
  readonly #word: 4 | 8;
  readonly #version: number;
  readonly #header: number;
  readonly #base: number;

  constructor({ little = true, word = 8, version = 1 }: Machine = {}) {
    [this.#little, this.#word, this.#version] = [little, word, version];
    this.#header = (version > 1 && version !== 999 ? 2 * word : word) + 8;
    this.#base = version === 1 ? 0 : this.#header;
  }

  put(bytes: Buffer, at: number, size: number, number: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (size === 2) view.setUint16(at, number, this.#little);
    else if (size === 4) view.setUint32(at, number, this.#little);
    else view.setBigUint64(at, BigInt(number), this.#little);
  }

  page(number: number, flags: number, bytes = PAGE): Buffer {
    const page = Buffer.alloc(bytes);
    this.put(page, 0, this.#word, number);
    this.put(page, this.#header - 6, 2, flags);
    return page;
  }

  leaf(number: number, nodes: readonly Node[], { flags = 2, bytes = PAGE, count = nodes.length } = {}): Buffer {
    const page = this.page(number, flags, bytes);
    this.put(page, this.#header - 4, 2, this.#header - this.#base + 2 * count);
    let end = bytes;
    for (const [index, { key, value = '', flags: nodeFlags = 0, size }] of nodes.entries()) {
      const content = Buffer.concat([Buffer.from(key), Buffer.from(value)]);
      end -= 8 + content.length + (content.length % 2);
      this.put(page, end, 4, size ?? content.length - key.length);
      this.put(page, end + 4, 2, nodeFlags);
      this.put(page, end + 6, 2, key.length);
      page.set(content, end + 8);
      this.put(page, this.#header + 2 * index, 2, end - this.#base);
    }
    return page;
  }

  /** Keys of one length. */
  fixed(
    number: number,
    keys: readonly string[],
    { bytes = PAGE, length = keys[0]!.length, flags = 0x22 } = {},
  ): Buffer {
    const page = this.page(number, flags, bytes);
    this.put(page, this.#header - 8, 2, length);
    this.put(page, this.#header - 4, 2, this.#header - this.#base + 2 * keys.length);
    page.write(keys.join(''), this.#header);
    return page;
  }

  long(number: number, pages: number, value: string): Buffer {
    const page = this.page(number, 4, pages * PAGE);
    this.put(page, this.#header - 4, 4, pages);
    page.write(value, this.#header);
    return page;
  }

  pageNumber(number: number): Buffer {
    const bytes = Buffer.alloc(this.#word);
    this.put(bytes, 0, this.#word, number);
    return bytes;
  }

  database(pages: readonly Buffer[], { root = 2, flags = 8, transactions = [1, 2] } = {}): Buffer {
    const treesAt = this.#header + 8 + 2 * this.#word;
    const treeBytes = 8 + 5 * this.#word;
    const metas = transactions.map((transaction, number) => {
      const meta = this.page(number, 8);
      this.put(meta, this.#header, 4, 0xbeefc0de);
      this.put(meta, this.#header + 4, 4, this.#version);
      this.put(meta, treesAt, 4, PAGE);
      this.put(meta, treesAt + 4, 2, flags);
      meta.fill(0xff, treesAt + treeBytes - this.#word, treesAt + treeBytes);
      this.put(meta, treesAt + 2 * treeBytes - this.#word, this.#word, number === 1 ? root : 2);
      this.put(meta, treesAt + 2 * treeBytes + this.#word, this.#word, transaction);
      return meta;
    });
    return Buffer.concat([...metas, ...pages]);
  }
}

const writer = new Writer();
const read = async (bytes: Uint8Array) => {
  const { entries, troubles, error } = await list(lmdb, bytes);
  expect(error).toBeUndefined();
  return { lines: entries[0]?.bytes.toString('latin1') ?? '', codes: troubles.map(({ trouble }) => trouble.code) };
};
const RECORDS = [
  { key: 'firstkey', value: 'first-value' },
  { key: 'secondkey', value: 'second-value' },
];
const LINES = 'firstkey=first-value\nsecondkey=second-value\n';

describe('databases of LMDB', () => {
  test.each<[string, Machine]>([
    ['64 bits', {}],
    ['32 bits', { word: 4 }],
    ['64 bits, big-endian', { little: false }],
    ['32 bits, big-endian', { little: false, word: 4 }],
    ['a build of developers', { version: 999 }],
    ['version 2', { version: 2 }],
    ['version 2 on 32 bits', { version: 2, word: 4 }],
    ['version 3', { version: 3 }],
  ])('come one key and one value a line, or both on one: %s', async (_, machine) => {
    const made = new Writer(machine);
    const bytes = made.database([made.leaf(2, RECORDS)]);
    expect(lmdb.sniff(bytes.subarray(0, lmdb.headBytes))).toBe(true);
    expect(await read(bytes)).toEqual({ lines: LINES, codes: [] });
  });

  test.each([
    ['lmdb-records.mdb.gz', 3],
    ['lmdb-loaded.mdb.gz', 1],
    // And on a page that was freed.
    ['lmdb-js.mdb.gz', 2],
  ])('have the marker at the end of a line, alone or behind a name: %s', async (file, count) => {
    const { lines } = await read(fixtureBytes(file));
    expect(lines.split('\n').filter((line) => line.replace(/^\w+=/, '') === MARKER).length).toBe(count);
  });

  test('several values of a key, keys of one length, keys of branches, and pages that no tree leads to', async () => {
    const part = writer.leaf(2, [{ key: 'one of them' }, { key: 'another one' }], { flags: 0x52, bytes: 80 });
    const keys = writer.fixed(2, ['key-one-', 'key-two-'], { flags: 0x72, bytes: 40 });
    const bytes = writer.database([
      writer.leaf(2, [
        { key: 'severals', value: part, flags: 4 },
        { key: 'fixed---', value: keys, flags: 4 },
      ]),
      writer.leaf(
        3,
        [
          { key: '', size: 2 },
          { key: 'branch-key', size: 4 },
        ],
        { flags: 1 },
      ),
      writer.fixed(4, ['fixed-key-1', 'fixed-key-2']),
      Buffer.alloc(PAGE),
      writer.leaf(6, [{ key: 'a subtree', value: Buffer.alloc(48, 'x'), flags: 2 }, ...RECORDS], { flags: 0x12 }),
    ]);
    const lines = [
      'severals\none of them\nanother one\nfixed---\nkey-one-\nkey-two-\nbranch-key\nfixed-key-1\nfixed-key-2\na subtree\n',
      LINES,
    ];
    expect(await read(bytes)).toEqual({ lines: lines.join(''), codes: [] });
  });

  const longNode = (page: number, size: number) => ({
    key: 'a long value',
    value: writer.pageNumber(page),
    flags: 1,
    size,
  });
  test.each([
    ['one line', 'x'.repeat(700), 'x'.repeat(700)],
    ['more lines', `first${'\nmiddle'.repeat(100)}\nlast line`, 'first\nlast line'],
  ])('a long value comes with what it begins and ends with: %s', async (_, value, expected) => {
    const bytes = writer.database([writer.leaf(2, [longNode(3, value.length)]), writer.long(3, 2, value)]);
    expect(await read(bytes)).toEqual({ lines: `a long value\n${expected}\n`, codes: [] });
    // Twice told, once read; where it was used again, not at all.
    const again = writer.database([
      writer.leaf(2, [longNode(3, value.length)]),
      writer.long(3, 2, value),
      writer.leaf(5, [longNode(3, value.length), longNode(2, 4), longNode(3, 9999)]),
    ]);
    expect((await read(again)).codes).toEqual(['damaged']);
    expect((await read(again)).lines).toBe(`a long value\n${expected}\n${'a long value\n'.repeat(3)}`);
  });

  test.each<[string, Buffer, string[]]>([
    ['a node behind the page', writer.leaf(2, [{ key: 'firstkey', value: 'value', size: 9999 }]), ['damaged']],
    ['a node of gigabytes', writer.leaf(2, [{ key: 'firstkey', value: 'value', size: 0xffff_ffff }]), ['damaged']],
    ['more nodes than fit', writer.leaf(2, RECORDS, { count: 0x7000 }), ['damaged']],
    ['nodes that are none', writer.leaf(2, RECORDS, { count: 3 }), ['damaged']],
    ['part of a page that is too short', writer.leaf(2, [{ key: 'k', value: 'short', flags: 4 }]), ['damaged']],
    ['part of a page that is none', writer.leaf(2, [{ key: 'k', value: 'x'.repeat(99), flags: 4 }]), ['damaged']],
    ['keys of no length', writer.fixed(2, ['fixed-key'], { length: 0 }), ['damaged']],
    ['keys that are too long', writer.fixed(2, ['fixed-key'], { length: 9999 }), ['damaged']],
    ['a long value behind the end', writer.leaf(2, [longNode(77, 100)]), ['damaged']],
    ['a long value on a description', writer.leaf(2, [longNode(1, 100)]), ['damaged']],
    ['a child behind the end', writer.leaf(2, [{ key: 'k', size: 99 }], { flags: 1 }), ['damaged']],
    ['a number of another page', writer.leaf(3, RECORDS), []],
    ['a kind that there is not', writer.leaf(2, RECORDS, { flags: 3 }), []],
  ])('what is wrong is told, and bounded: %s', async (_, page, codes) => {
    expect((await read(writer.database([page]))).codes).toEqual(codes);
  });

  test('nodes that all are the same one end soon', async () => {
    const page = writer.leaf(2, [{ key: 'firstkey', value: 'x'.repeat(200) }], { count: 100 });
    for (let index = 1; index < 100; index++) page.copyWithin(16 + 2 * index, 16, 18);
    const { lines, codes } = await read(writer.database([page]));
    expect(codes).toEqual(['damaged']);
    expect(lines.length).toBeLessThan(2 * PAGE);
  });

  test('one that is cut says so', async () => {
    const whole = writer.database([writer.leaf(2, RECORDS), writer.leaf(3, RECORDS)], { root: 3 });
    expect((await read(whole)).codes).toEqual([]);
    expect((await read(whole.subarray(0, whole.length - 1))).codes).toEqual(['damaged']);
    for (const bytes of [56, 100, PAGE, PAGE + 1, PAGE + 100, 2 * PAGE]) {
      const cut = whole.subarray(0, bytes);
      expect(lmdb.sniff(cut.subarray(0, lmdb.headBytes))).toBe(true);
      expect((await read(cut)).codes).toEqual(['damaged']);
    }
  });

  test('an encrypted one is a gap, and a version that nobody knows', async () => {
    const second = new Writer({ version: 2 });
    expect((await read(second.database([], { flags: 0x2008 }))).codes).toEqual(['encrypted']);
    const other = new Writer({ version: 7 });
    expect(await read(other.database([other.leaf(2, RECORDS)]))).toEqual({ lines: LINES, codes: ['unsupported'] });
  });

  test('what lmdb-js has packed is unpacked', async () => {
    const text = `${'x'.repeat(100)} and the rest`;
    // 15 literals and more of them, none behind.
    const alone = Buffer.concat([Buffer.of(254, 0, 0, text.length, 0x1f), Buffer.from('x'), Buffer.of(1, 0, 80, 0xd0)]);
    const packed = Buffer.concat([alone, Buffer.from(' and the rest')]);
    const from = (...distance: [number, number]) =>
      Buffer.concat([
        Buffer.of(255, 0, 0, 0, 0, 0, 0, 17, 0x10),
        Buffer.from('x'),
        Buffer.of(...distance, 0xc0),
        Buffer.from('behind these'),
      ]);
    // Farther than the dictionary of lmdb-js, and from its end.
    const versioned = Buffer.concat([Buffer.alloc(8), from(0, 0x20)]);
    const none = Buffer.concat([packed, Buffer.from('x')]);
    const nodes = [packed, from(9, 0), versioned, none].map((value, index) => ({ key: `${index}`, value }));
    const { lines, codes } = await read(writer.database([writer.leaf(2, nodes)]));
    expect(codes).toEqual(['unsupported']);
    expect(lines.endsWith(`\n${text}\nx":nubehind these\nx\0\0\0\0behind these\n`)).toBe(true);
  });

  test.each<[string, (head: Buffer) => void]>([
    ['a lock', (head) => head.copy(head, 0, 16)],
    ['a size of a page that is none', (head) => head.writeUInt32LE(777, 40)],
    ['no description', (head) => head.writeUInt16LE(2, 10)],
    ['another page than the first', (head) => head.writeUInt8(1, 0)],
  ])('is no database: %s', (_, change) => {
    const head = writer.database([]);
    change(head);
    expect(lmdb.sniff(head.subarray(0, lmdb.headBytes))).toBe(false);
    expect(lmdb.sniff(head.subarray(0, 20))).toBe(false);
  });
});
