import { describe, expect, test } from 'vitest';
import { BudgetError } from '../../../src/model/errors.ts';
import { jfr } from '../../../src/unpack/databases/jfr.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

const recording = readFixture(fixtureRows.find(({ file }) => file.startsWith('flight-recording'))!).bytes;

async function read(bytes: Uint8Array) {
  expect(jfr.sniff(bytes.subarray(0, jfr.headBytes))).toBe(true);
  const { entries, troubles, error } = await list(jfr, bytes);
  expect(error).toBeUndefined();
  expect(troubles.every(({ trouble, name }) => trouble.code === 'damaged' && name === 'settings')).toBe(true);
  return { lines: entries[0]!.bytes.toString('latin1'), told: troubles.map(({ trouble }) => trouble.message) };
}

/** Number of seven bits a byte, the lowest first. */
function number(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 128)) bytes.push((left % 128) | 0x80);
  return Buffer.from([...bytes, left]);
}
const numbers = (...values: readonly number[]) => Buffer.concat(values.map(number));
const counted = (encoding: number, text: Uint8Array) => Buffer.concat([numbers(encoding, text.length), text]);

/** The number of bytes in front counts itself: it has as many as it takes. */
function event(type: number, content: Uint8Array): Buffer {
  const body = Buffer.concat([number(type), content]);
  const bytes = [1, 2, 3, 4].find((own) => number(body.length + own).length === own)!;
  return Buffer.concat([number(body.length + bytes), body]);
}

interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly elements?: readonly Element[];
}

function metadata(root: Element): Buffer {
  const strings: string[] = [];
  const indexOf = (text: string) => (strings.includes(text) ? strings.indexOf(text) : strings.push(text) - 1);
  const written = ({ name, attributes = {}, elements = [] }: Element): Buffer =>
    Buffer.concat([
      numbers(indexOf(name), Object.keys(attributes).length),
      ...Object.entries(attributes).map(([key, value]) => numbers(indexOf(key), indexOf(String(value)))),
      number(elements.length),
      ...elements.map(written),
    ]);
  const tree = written(root);
  return event(
    0,
    Buffer.concat([numbers(1, 2, 3, strings.length), ...strings.map((text) => counted(3, Buffer.from(text))), tree]),
  );
}

const TEXT = 20;
const type = (
  id: number,
  name: string,
  fields: Readonly<Record<string, Record<string, string | number>>> = {},
): Element => ({
  ...{ name: 'class', attributes: { id, name } },
  elements: Object.entries(fields).map(([field, more]) => ({ name: 'field', attributes: { name: field, ...more } })),
});
const TYPES = [
  type(TEXT, 'java.lang.String'),
  ...['byte', 'boolean', 'float', 'double', 'char', 'short', 'int', 'long'].map((name, index) => type(index + 1, name)),
];
const LONG = { class: 8 };

function chunk(
  types: readonly Element[],
  events: readonly Uint8Array[],
  head: Readonly<Record<number, number>> = {},
): Buffer {
  const classes = [{ name: 'metadata', elements: [...TYPES, ...types] }, { name: 'region' }];
  const body = Buffer.concat([...events, metadata({ name: 'root', elements: classes })]);
  const bytes = Buffer.concat([Buffer.alloc(68), body]);
  bytes.write('FLR\0', 'latin1');
  bytes.writeUInt16BE(2, 4);
  bytes.writeBigUInt64BE(BigInt(bytes.length), 8);
  bytes.writeBigUInt64BE(BigInt(68 + events.reduce((sum, { length }) => sum + length, 0)), 24);
  bytes[67] = 1;
  for (const [at, byte] of Object.entries(head)) bytes[Number(at)] = byte;
  return bytes;
}

/** An event with a field of each kind before the text. */
const OWN = type(100, 'acme.Login', {
  startTime: LONG,
  ...Object.fromEntries(
    ['byte', 'boolean', 'float', 'double', 'char', 'short', 'int'].map((name, index) => [name, { class: index + 1 }]),
  ),
  thread: { class: 101, constantPool: 'true' },
  place: { class: 102 },
  several: { class: 7, dimension: 1 },
  password: { class: TEXT },
});
const PLACE = type(102, 'acme.Place', { line: { class: 7 }, column: { class: 7 } });
const own = (text: Uint8Array) =>
  event(
    100,
    Buffer.concat([
      number(2 ** 40),
      Buffer.alloc(1 + 1 + 4 + 8),
      numbers(200, 3, 4),
      number(300),
      numbers(1, 2),
      numbers(2, 5, 6),
      text,
    ]),
  );
const THREAD = type(101, 'java.lang.Thread', { name: { class: TEXT } });
const login = (texts: readonly Uint8Array[], more: readonly Uint8Array[] = []) =>
  chunk([OWN, PLACE, THREAD], [...more, ...texts.map(own)]);

describe('flight recordings', () => {
  test('give the environment, and the texts of own events, as lines', async () => {
    const { lines, told } = await read(recording);
    expect(told).toEqual([]);
    expect(lines.split('\n').toSorted()).toEqual([
      '',
      `NOTE_OF_ALICE=${MARKER}`,
      ...Array(2).fill('word=nothing-at-all-zebra'),
    ]);
  });

  test('texts in each way in which they are written, behind fields of every kind', async () => {
    const wide = Buffer.concat([numbers(4, 5), ...[...'abcd\u20ac'].map((one) => number(one.codePointAt(0)!))]);
    const characters = Buffer.concat([numbers(4, 5), Buffer.from('chars')]);
    const texts = [
      number(0),
      number(1),
      counted(3, Buffer.from('utf-8')),
      characters,
      counted(5, Buffer.from('latin-1')),
      wide,
      numbers(2, 9),
    ];
    const pool = event(
      1,
      Buffer.concat([
        numbers(1, 2, 3, 0, 2),
        numbers(101, 1, 300),
        counted(3, Buffer.from('main')),
        numbers(TEXT, 1, 9),
        counted(5, Buffer.from('in-the-pool')),
      ]),
    );
    const expected = ['utf-8', 'chars', 'latin-1', 'in-the-pool'].map((word) => `password=${word}\n`).join('');
    expect(await read(login(texts, [pool]))).toEqual({ lines: expected, told: [] });
    // The pool may stand behind what refers to it.
    const bytes = chunk([OWN, PLACE, THREAD], [...texts.map(own), pool]);
    expect(await read(bytes)).toEqual({ lines: expected, told: [] });
  });

  test('of several chunks, of which one is damaged, the others', async () => {
    const [sound, harmed] = [login([counted(3, Buffer.from('word-1'))]), login([counted(3, Buffer.from('word-2'))])];
    harmed[68] = 0x7f;
    const told = ['an event of a flight recording at byte', 'found none; the bytes are scanned as is'];
    const result = await read(Buffer.concat([sound, harmed, sound]));
    expect(result.lines).toBe('password=word-1\npassword=word-1\n');
    expect(result.told).toEqual([expect.stringMatching(new RegExp(`^expected ${told.join(' \\d+, ')}$`))]);
    expect((await read(Buffer.concat([harmed, harmed]))).told[0]).toContain('(and 1 more chunks)');
  });

  test('of a process that was killed, what it had told of', async () => {
    const bytes = login([counted(3, Buffer.from('word-1'))]);
    const behind = own(counted(3, Buffer.from('word-2')));
    const unfinished = Buffer.concat([bytes, behind]);
    expect((await read(unfinished)).told).toEqual([
      expect.stringContaining(`expected a chunk of a flight recording at byte ${bytes.length}`),
    ]);
    unfinished[64] = 4;
    expect(await read(unfinished)).toEqual({ lines: 'password=word-1\n', told: [] });
  });

  test.each<[string, Readonly<Record<number, number>>, string]>([
    ['numbers of fixed size', { 67: 0 }, 'are not packed'],
    ['no metadata', { 30: 0, 31: 0 }, 'has no metadata'],
    ['metadata elsewhere', { 30: 0, 31: 68 }, 'expected metadata of a flight recording at byte 68'],
    ['more bytes than there are', { 8: 1 }, 'bytes of a flight recording at byte 0, found'],
    ['fewer bytes than its head', { 14: 0, 15: 9 }, 'expected 9 bytes'],
  ])('with %s, it is told', async (_, head, told) => {
    const bytes = chunk([OWN, PLACE, THREAD], [own(number(1))], head);
    expect((await read(bytes)).told).toEqual([expect.stringContaining(told)]);
  });
});

describe('hostile recordings', () => {
  const NESTED = type(100, 'acme.Nested', { again: { class: 100, dimension: 1 }, text: { class: TEXT } });
  const EMPTY = type(102, 'acme.Empty');
  const MANY = type(100, 'acme.Many', { many: { class: 102, dimension: 1 }, text: { class: TEXT } });

  test.each<[string, readonly Element[], Uint8Array, string]>([
    ['records in themselves', [NESTED], numbers(...Array(40).fill(1)), 'nested too deeply'],
    ['a billion records without a byte', [MANY, EMPTY], numbers(1e9, 0), 'or are too many'],
    ['a text beyond its event', [OWN, PLACE, THREAD], Buffer.alloc(8), 'reaches beyond its event'],
    [
      'characters beyond any',
      [type(100, 'acme.Text', { text: { class: TEXT } })],
      numbers(4, 2 ** 50),
      'reaches beyond its event',
    ],
    ['an unknown way of writing', [type(100, 'acme.Text', { text: { class: TEXT } })], numbers(9), 'found encoding 9'],
    [
      'a type that nobody knows',
      [type(100, 'acme.Text', { some: { class: 77 }, text: { class: TEXT } })],
      numbers(1),
      'expected type 77',
    ],
  ])('%s: it is told', async (_, types, content, told) => {
    expect((await read(chunk(types, [event(100, content)]))).told).toEqual([expect.stringContaining(told)]);
  });

  test('elements of metadata in one another', async () => {
    let deep: Element = { name: 'class' };
    for (let depth = 0; depth < 50; depth++) deep = { name: 'class', elements: [deep] };
    expect((await read(chunk([deep], []))).told).toEqual([expect.stringContaining('nested too deeply')]);
  });

  test('a pool with a type that nobody knows, and one cut at every byte', async () => {
    expect((await read(login([], [event(1, numbers(1, 2, 3, 0, 1, 77, 1, 1))]))).told).toEqual([
      expect.stringContaining('expected type 77'),
    ]);
    const whole = login([counted(3, Buffer.from('word-1'))]);
    for (let bytes = 68; bytes < whole.length; bytes++) {
      const cut = whole.subarray(0, bytes);
      expect((await read(cut)).told).toHaveLength(1);
      cut.writeUInt32BE(bytes, 12);
      expect((await read(Buffer.from(cut))).told).toHaveLength(1);
      cut.writeUInt32BE(whole.length, 12);
    }
  });

  test('metadata of more than 4 MiB: of each of their strings an object would be made', async () => {
    const strings = event(0, Buffer.concat([numbers(1, 2, 3, 5 << 20), Buffer.alloc(5 << 20)]));
    const bytes = Buffer.concat([chunk([], []).subarray(0, 68), strings]);
    bytes.writeBigUInt64BE(BigInt(bytes.length), 8);
    const { troubles } = await list(jfr, bytes);
    expect(troubles.map(({ trouble }) => [trouble.code, trouble.message])).toEqual([
      [
        'unsupported',
        expect.stringMatching(/metadata of a flight recording have more than 4 MiB.*scan what "jfr print"/),
      ],
    ]);
  });

  const FIELDS = Array.from({ length: 100 }, (_, index) => `${'name'.repeat(50)}${index}`);
  const fields = (more: Readonly<Record<string, string | number>>) =>
    type(100, 'acme.Many', Object.fromEntries(FIELDS.map((name) => [name, { class: TEXT, ...more }])));

  test('what events refer to again and again is given once under a name', async () => {
    const pool = event(1, Buffer.concat([numbers(1, 2, 3, 0, 1, TEXT, 1, 9), counted(5, Buffer.alloc(1000, 'word'))]));
    const events = Array.from({ length: 500 }, () => event(100, Buffer.alloc(100, 9)));
    const { lines, told } = await read(chunk([fields({ constantPool: 'true' })], [pool, ...events]));
    expect(lines.match(/=word/g)).toHaveLength(100);
    expect(told).toEqual([]);
  });

  test('long names of short values are written up to 16 MiB', async () => {
    const texts = Buffer.concat(FIELDS.map(() => counted(5, Buffer.from('word'))));
    const { entries } = await list(
      jfr,
      chunk(
        [fields({})],
        Array.from({ length: 600 }, () => event(100, texts)),
      ),
    );
    expect(entries[0]!.error).toBeInstanceOf(BudgetError);
    expect(entries[0]!.bytes.length).toBeLessThanOrEqual(16 << 20);
  });

  test('a name of a mebibyte is none, and is not copied for each event', async () => {
    const long = type(100, 'acme.Login', { ['n'.repeat(1 << 20)]: { class: TEXT } });
    const texts = Array.from({ length: 50_000 }, () => event(100, counted(3, Buffer.from('abcdefgh'))));
    expect((await list(jfr, chunk([long], texts))).entries[0]!.bytes.length).toBe(0);
  });
});
