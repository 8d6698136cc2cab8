import { describe, expect, test } from 'vitest';
import { gdbm } from '../../../src/unpack/stores/gdbm.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

interface Machine {
  readonly little?: boolean;
  readonly word?: 4 | 8;
  readonly magic?: number;
}
interface Element {
  readonly key: string;
  readonly value?: string;
  readonly lies?: Partial<Record<'at' | 'key' | 'value', number>> & { readonly first?: string };
}
const ELEMENTS = 3;

class Writer {
  readonly #little: boolean;
  readonly #magic: number;
  readonly word: 4 | 8;
  readonly bucketBytes: number;

  constructor({ little = true, word = 8, magic = word === 8 ? 0x13579acf : 0x13579acd }: Machine = {}) {
    [this.#little, this.word, this.#magic] = [little, word, magic];
    this.bucketBytes = word === 8 ? 112 + 24 * ELEMENTS : 60 + 20 * ELEMENTS;
  }

  #u32(bytes: Buffer, at: number, value: number): void {
    if (this.#little) bytes.writeUInt32LE(value, at);
    else bytes.writeUInt32BE(value, at);
  }

  #word(bytes: Buffer, at: number, value: number): void {
    if (this.word === 4) this.#u32(bytes, at, value);
    else if (this.#little) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeBigUInt64BE(BigInt(value), at);
  }

  /** A directory behind the header, a bucket behind it, records behind that. @param directory in place of that */
  database(
    elements: readonly Element[],
    { directory, count = elements.length }: { directory?: readonly number[]; count?: number } = {},
  ): Buffer {
    const { word, bucketBytes } = this;
    const bucketAt = 128;
    const places = directory ?? [bucketAt, bucketAt];
    const directoryAt = bucketAt + bucketBytes;
    const head = Buffer.alloc(bucketAt + bucketBytes + places.length * word);
    this.#u32(head, 0, this.#magic);
    this.#u32(head, 4, 512);
    this.#word(head, 8, directoryAt);
    const numbers = [places.length * word, 1, bucketBytes, ELEMENTS];
    for (const [index, number] of numbers.entries()) this.#u32(head, 8 + word + 4 * index, number);
    for (const [index, place] of places.entries()) this.#word(head, directoryAt + index * word, place);
    const [elementsAt, elementBytes] = word === 8 ? [112, 24] : [60, 20];
    this.#u32(head, bucketAt + elementsAt - 4, count);
    const content: Buffer[] = [];
    let at = head.length;
    for (let index = 0; index < ELEMENTS; index++) {
      const start = bucketAt + elementsAt + elementBytes * index;
      const element = elements[index];
      this.#u32(head, start, element === undefined ? 0xffff_ffff : 5);
      if (element === undefined) continue;
      const { key, value = '', lies = {} } = element;
      head.write((lies.first ?? key).slice(0, 4), start + 4);
      this.#word(head, start + 8, lies.at ?? at);
      this.#u32(head, start + 8 + word, lies.key ?? key.length);
      this.#u32(head, start + 12 + word, lies.value ?? value.length);
      content.push(Buffer.from(key + value));
      at += key.length + value.length;
    }
    return Buffer.concat([head, ...content]);
  }
}

async function read(bytes: Uint8Array) {
  expect(gdbm.sniff(bytes.subarray(0, gdbm.headBytes))).toBe(true);
  const { entries, troubles, error } = await list(gdbm, bytes);
  expect(error).toBeUndefined();
  return { lines: entries[0]!.bytes.toString('latin1'), codes: troubles.map(({ trouble }) => trouble.code) };
}

const RECORDS = [
  { key: 'name', value: 'word' },
  { key: 'other', value: 'first\nmiddle\nlast' },
];
const LINES = 'name=word\nother\nfirst\nlast\n';
const writer = new Writer();

describe('databases of GNU dbm', () => {
  test.each<[string, Machine]>([
    ['64 bits', {}],
    ['64 bits, big-endian', { little: false }],
    ['32 bits', { word: 4 }],
    ['32 bits, big-endian', { word: 4, little: false }],
    ['an older one of 64 bits', { magic: 0x13579ace }],
    ['an older one of 32 bits', { word: 4, magic: 0x13579ace }],
    ['with numbers of transactions', { magic: 0x13579ad1 }],
  ])('come one key and one value a line, or both on one, each bucket once: %s', async (_, machine) => {
    expect(await read(new Writer(machine).database(RECORDS))).toEqual({ lines: LINES, codes: [] });
  });

  test('the fixture has the marker behind its name', async () => {
    const { lines, codes } = await read(fixtureBytes('records.gdbm.gz'));
    expect([lines.split('\n').includes(`alice=${MARKER}`), codes]).toEqual([true, []]);
  });

  test.each<[string, Element]>([
    ['a key behind the end', { key: 'key', lies: { at: 2 ** 40 } }],
    ['a key at a place that is no number', { key: 'key', lies: { at: Number.MAX_SAFE_INTEGER - 1 } }],
    ['a key of gigabytes', { key: 'key', lies: { key: 0xffff_ffff } }],
    ['a value of gigabytes', { key: 'key', lies: { value: 0xffff_ffff } }],
  ])('what is wrong is told, and others are read: %s', async (_, wrong) => {
    expect(await read(writer.database([wrong, ...RECORDS]))).toEqual({ lines: LINES, codes: ['damaged'] });
  });

  test.each<[string, Element]>([
    ['an element of zeros', { key: '', lies: { at: 0 } }],
    ['the place of another record', { key: 'key', lies: { first: 'kez' } }],
  ])('an element that was overwritten is told: %s', async (_, wrong) => {
    const { lines, codes } = await read(writer.database([wrong, ...RECORDS]));
    expect([lines.endsWith(LINES), codes]).toEqual([true, ['damaged']]);
  });

  test('a bucket that has more or fewer elements than it says is told', async () => {
    for (const count of [1, 3])
      expect(await read(writer.database(RECORDS, { count }))).toEqual({ lines: LINES, codes: ['damaged'] });
  });

  test('buckets that lie elsewhere are told, and those that are named again and again end', async () => {
    for (const place of [0, 2 ** 30])
      for (const directory of [
        [128, place],
        [place, 128],
      ]) {
        const { lines, codes } = await read(writer.database(RECORDS, { directory }));
        expect([lines, codes]).toEqual([LINES, ['damaged']]);
      }
    expect(await read(writer.database(RECORDS, { directory: [0, 0] }))).toEqual({ lines: '', codes: ['damaged'] });
    const often = Array.from({ length: 10_000 }, (_, index) => 128 + 8 * (index % 2));
    const { lines, codes } = await read(writer.database(RECORDS, { directory: often }));
    expect(codes).toContain('damaged');
    expect(lines.length).toBeLessThan(1e6);
  });

  test('one that is cut says so; one without records is none', async () => {
    const whole = writer.database(RECORDS);
    for (const bytes of [1, 30, 40, 60, whole.length - 200, whole.length - 32])
      expect((await read(whole.subarray(0, whole.length - bytes))).codes).toEqual(['damaged']);
    expect(await read(writer.database([]))).toEqual({ lines: '', codes: [] });
    expect(await read(writer.database([], { directory: [] }))).toEqual({ lines: '', codes: [] });
  });

  test('is no database: another magic number, a bucket of another size, less than a header', () => {
    const whole = writer.database(RECORDS);
    const others = [whole.subarray(0, 31), Buffer.from(whole).fill(0, 0, 4), Buffer.from(whole).fill(0, 28, 32)];
    others.push(Buffer.from(whole).fill(0xff, 24, 28), Buffer.from(whole).fill(0, 24, 28));
    expect(others.map((bytes) => gdbm.sniff(bytes.subarray(0, gdbm.headBytes)))).toEqual(others.map(() => false));
  });
});
