import { describe, expect, test } from 'vitest';
import { berkeleyDb } from '../../../src/unpack/stores/berkeley-db.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

const PAGE_BYTES = 512;
const [OLD_HASH, TREE, NUMBERED, LONG, VALUES, HASH] = [2, 5, 6, 7, 12, 13];

interface Machine {
  readonly little?: boolean;
  readonly sums?: boolean;
}

class Writer {
  readonly #little: boolean;
  readonly #sums: boolean;

  constructor({ little = true, sums = false }: Machine = {}) {
    [this.#little, this.#sums] = [little, sums];
  }

  put(bytes: Buffer, at: number, size: 2 | 4, value: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (size === 2) view.setUint16(at, value, this.#little);
    else view.setUint32(at, value, this.#little);
  }

  get #headerBytes(): number {
    return this.#sums ? 32 : 26;
  }

  /** Items from the end of the page on, each with its own head. */
  page(number: number, kind: number, items: readonly Buffer[], { count = items.length } = {}): Buffer {
    const made = Buffer.alloc(PAGE_BYTES);
    this.put(made, 8, 4, number);
    this.put(made, 20, 2, count);
    made[25] = kind;
    let at = PAGE_BYTES;
    for (const [index, item] of items.entries()) {
      at -= item.length;
      item.copy(made, at);
      this.put(made, this.#headerBytes + 2 * index, 2, at);
    }
    return made;
  }

  /** Of a long value. */
  piece(number: number, text: string, next: number, bytes = text.length): Buffer {
    const made = Buffer.alloc(PAGE_BYTES);
    this.put(made, 8, 4, number);
    this.put(made, 16, 4, next);
    this.put(made, 22, 2, bytes);
    made[25] = LONG;
    made.write(text, this.#headerBytes);
    return made;
  }

  inHash(text: string): Buffer {
    return Buffer.concat([Buffer.of(1), Buffer.from(text)]);
  }

  several(texts: readonly string[], { lie = 0 } = {}): Buffer {
    const parts = texts.map((text) => {
      const part = Buffer.alloc(text.length + 4);
      for (const at of [0, text.length + 2]) this.put(part, at, 2, text.length + lie);
      part.write(text, 2);
      return part;
    });
    return Buffer.concat([Buffer.of(2), ...parts]);
  }

  inTree(text: string, { bytes = text.length, kind = 1 } = {}): Buffer {
    const made = Buffer.alloc(3 + text.length);
    this.put(made, 0, 2, bytes);
    made[2] = kind;
    made.write(text, 3);
    return made;
  }

  far(kindAt: 0 | 2, page: number, bytes: number): Buffer {
    const made = Buffer.alloc(12);
    made[kindAt] = 3;
    this.put(made, 4, 4, page);
    this.put(made, 8, 4, bytes);
    return made;
  }

  database(pages: readonly Buffer[], { isTree = false, last = pages.length, encrypted = 0, version = 9 } = {}): Buffer {
    const head = Buffer.alloc(PAGE_BYTES);
    this.put(head, 12, 4, isTree ? 0x053162 : 0x061561);
    this.put(head, 16, 4, version);
    this.put(head, 20, 4, PAGE_BYTES);
    [head[24], head[25], head[26]] = [encrypted, isTree ? 9 : 8, this.#sums ? 1 : 0];
    this.put(head, 32, 4, last);
    return Buffer.concat([head, ...pages]);
  }
}

async function read(bytes: Uint8Array) {
  expect(berkeleyDb.sniff(bytes.subarray(0, berkeleyDb.headBytes))).toBe(true);
  const { entries, troubles, error } = await list(berkeleyDb, bytes);
  expect(error).toBeUndefined();
  const codes = troubles.map(({ trouble }) => trouble.code);
  return { lines: entries[0]?.bytes.toString('latin1') ?? '', codes };
}

const writer = new Writer();
const PAIRS = ['name', 'word', 'other', 'first\nmiddle\nlast'];
const LINES = 'name=word\nother\nfirst\nlast\n';

describe('databases of Berkeley DB', () => {
  test.each<Machine>([{}, { little: false }, { sums: true }])(
    'come one key and one value a line, or both on one: %o',
    async (machine) => {
      const made = new Writer(machine);
      const inHash = PAIRS.map((text) => made.inHash(text));
      const inTree = PAIRS.map((text) => made.inTree(text));
      for (const kind of [HASH, OLD_HASH])
        expect(await read(made.database([made.page(1, kind, inHash)]))).toEqual({ lines: LINES, codes: [] });
      const pages = [made.page(1, TREE, inTree), made.page(2, NUMBERED, inTree), made.page(3, VALUES, inTree)];
      const alone = 'name\nword\nother\nfirst\nlast\n';
      const lines = `${LINES}${alone}${alone}`;
      expect(await read(made.database(pages, { isTree: true }))).toEqual({ lines, codes: [] });
    },
  );

  test.each(['berkeley-hash.db.gz', 'berkeley-tree.db.gz'])(
    'the fixtures have the marker behind its name, values of one key, and a long one whole: %s',
    async (file) => {
      const { lines, codes } = await read(fixtureBytes(file));
      const expected = [`alice=${MARKER}`, 'bob=other', 'another one', `The marker: ${MARKER}`];
      expect(expected.filter((line) => !lines.split('\n').some((each) => each.endsWith(line)))).toEqual([]);
      expect(codes).toEqual([]);
    },
  );

  test('values of one key', async () => {
    const hash = writer.page(1, HASH, [writer.inHash('several'), writer.several(['one', '', 'another'])]);
    expect(await read(writer.database([hash]))).toEqual({ lines: 'several\none\nanother\n', codes: [] });
    const tree = writer.page(1, TREE, [
      ...[writer.inTree('several'), writer.inTree('first')],
      ...[
        writer.inTree(''),
        writer.inTree('second', { kind: 0x81 }),
        writer.inTree('zebra'),
        writer.inTree('', { kind: 2 }),
      ],
    ]);
    // The key of the second is that of the first.
    tree.copy(tree, 26 + 4, 26, 28);
    expect(await read(writer.database([tree], { isTree: true }))).toEqual({
      ...{ lines: 'several=first\nsecond\nzebra\n', codes: [] },
    });
  });

  test.each<[string, 0 | 2, number]>([
    ['hash', 0, HASH],
    ['tree', 2, TREE],
  ])('long keys and values are put together, each page once: a %s', async (_, kindAt, kind) => {
    const key = kind === HASH ? writer.inHash('name') : writer.inTree('name');
    const page = writer.page(1, kind, [key, writer.far(kindAt, 2, 700), writer.far(kindAt, 4, 5), key]);
    const pieces = [
      writer.piece(2, 'a'.repeat(486), 3),
      writer.piece(3, 'b'.repeat(300), 0),
      writer.piece(4, 'long!', 2),
    ];
    const whole = writer.database([page, ...pieces], { isTree: kind === TREE });
    const text = `name\n${'a'.repeat(486)}${'b'.repeat(214)}\n`;
    expect(await read(whole)).toEqual({ lines: `${text}long!\nname\n`, codes: [] });
    for (const wrong of [1, 9]) {
      const lost = Buffer.from(whole);
      writer.put(lost, 2 * PAGE_BYTES + 16, 4, wrong);
      expect(await read(lost)).toEqual({ lines: `name\n${'a'.repeat(486)}\nlong!\nname\n`, codes: ['damaged'] });
    }
    const endless = writer.page(1, kind, [key, writer.far(kindAt, 2, 0xffff_ffff)]);
    const round = [writer.piece(2, 'a'.repeat(486), 3), writer.piece(3, 'b'.repeat(486), 2)];
    const { lines, codes } = await read(writer.database([endless, ...round], { isTree: kind === TREE }));
    expect([lines.length, codes]).toEqual([5 + 2 * 486 + 1, ['damaged']]);
  });

  test.each<[string, Buffer]>([
    ['more items than fit', writer.page(1, HASH, [writer.inHash('name')], { count: 0xffff })],
    ['an item in the list', writer.page(1, TREE, [writer.inTree('name')], { count: 3 })],
    ['an item of a tree behind the end', writer.page(1, TREE, [writer.inTree('name', { bytes: 400 })])],
    ['a place at the very end', Buffer.from(writer.page(1, TREE, [Buffer.of(1, 0)]))],
    ['a far item that is cut', writer.page(1, HASH, [Buffer.of(3, 0, 0)])],
    ['the same of a tree', writer.page(1, TREE, [Buffer.of(0, 0, 3)])],
    ['values that are longer', writer.page(1, HASH, [writer.inHash('name'), writer.several(['one'], { lie: 1 })])],
  ])('what is wrong is told, and the next page is read: %s', async (_, wrong) => {
    const next = writer.page(
      2,
      HASH,
      PAIRS.map((text) => writer.inHash(text)),
    );
    const { lines, codes } = await read(writer.database([wrong, next]));
    expect([lines.endsWith(LINES), codes]).toEqual([true, ['damaged']]);
  });

  test('items that all lie in one place, or overlap, are not read for ever', async () => {
    const page = writer.page(1, TREE, [writer.inTree('x'.repeat(200))], { count: 100 });
    for (let index = 0; index < 100; index++) writer.put(page, 26 + 2 * index, 2, PAGE_BYTES - 203 - (index & 1));
    const { lines, codes } = await read(writer.database([page], { isTree: true }));
    expect(lines.length).toBeLessThan(100_000);
    expect(codes.length).toBeLessThanOrEqual(1);
    const same = writer.page(1, HASH, [writer.inHash('x'.repeat(200))], { count: 100 });
    for (let index = 0; index < 100; index++) writer.put(same, 26 + 2 * index, 2, PAGE_BYTES - 201);
    expect((await read(writer.database([same]))).codes).toEqual(['damaged']);
  });

  test('one that is cut says so; one without records is none; pages of others are none of its own', async () => {
    const whole = writer.database([
      writer.page(
        1,
        HASH,
        PAIRS.map((text) => writer.inHash(text)),
      ),
    ]);
    for (const bytes of [1, 500, 512]) expect((await read(whole.subarray(0, -bytes))).codes).toEqual(['damaged']);
    expect((await read(whole.subarray(0, 72))).codes).toEqual(['damaged']);
    expect(await read(writer.database([]))).toEqual({ lines: '', codes: [] });
    const others = [Buffer.alloc(PAGE_BYTES), writer.page(2, 0, [writer.inHash('name')])];
    expect(await read(writer.database(others))).toEqual({ lines: '', codes: [] });
  });

  test('a page that stands elsewhere is told', async () => {
    for (const kind of [HASH, 0]) {
      const elsewhere = writer.page(7, kind, [writer.inHash('name')]);
      expect(await read(writer.database([elsewhere]))).toEqual({ lines: '', codes: ['damaged'] });
    }
  });

  test('a tree whose keys are packed is told, also one of several', async () => {
    const tree = writer.database([], { isTree: true });
    writer.put(tree, 48, 4, 0x80);
    expect((await read(tree)).codes).toEqual(['unsupported']);
    const inner = writer.page(1, 9, []);
    writer.put(inner, 48, 4, 0x81);
    expect((await read(writer.database([inner], { isTree: true }))).codes).toEqual(['unsupported']);
    writer.put(inner, 48, 4, 0x41);
    expect((await read(writer.database([inner], { isTree: true }))).codes).toEqual([]);
  });

  test('an encrypted one is a gap', async () => {
    expect(await read(writer.database([], { encrypted: 1 }))).toEqual({ lines: '', codes: ['encrypted'] });
  });

  test('is no database: of an old version, with pages of another size, of another kind, less than a description', () => {
    const whole = writer.database([]);
    const others = [whole.subarray(0, 71), writer.database([], { version: 6 })];
    for (const at of [8, 12, 21, 25]) others.push(Buffer.from(whole).fill(0x77, at, at + 1));
    others.push(writer.database([], { isTree: true, version: 8 }));
    expect(others.map((bytes) => berkeleyDb.sniff(bytes.subarray(0, berkeleyDb.headBytes)))).toEqual(
      others.map(() => false),
    );
  });
});
