import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Container } from '../../../src/unpack/container/container.ts';
import { influxTsm } from '../../../src/unpack/stores/influx-tsm.ts';
import { influxWal } from '../../../src/unpack/stores/influx-wal.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

const u16 = (number: number) => Buffer.of(number >> 8, number & 255);
const u32 = (number: number) => Buffer.concat([u16(number >>> 16), u16(number & 0xffff)]);
const u64 = (number: number) => Buffer.concat([u32(Math.floor(number / 2 ** 32)), u32(number % 2 ** 32)]);
const short = (text: string) => Buffer.concat([Buffer.of(text.length), Buffer.from(text)]);
/** Literals alone, of up to 127 bytes. */
function snappyOf(bytes: Uint8Array): Buffer {
  const parts: Uint8Array[] = [Buffer.of(bytes.length)];
  for (let at = 0; at < bytes.length; at += 60) {
    const piece = bytes.subarray(at, at + 60);
    parts.push(Buffer.of((piece.length - 1) << 2), piece);
  }
  return Buffer.concat(parts);
}
const read = async (container: Container, bytes: Uint8Array) => {
  const { entries, troubles } = await list(container, bytes);
  return { text: entries[0]!.bytes.toString('latin1'), codes: troubles.map(({ trouble }) => trouble.code) };
};

function block(type: number, values: Uint8Array, packer = 0x10): Buffer {
  const times = Buffer.of(7, 7);
  const packed = type === 3 ? Buffer.concat([Buffer.of(packer), snappyOf(values)]) : values;
  const content = Buffer.concat([Buffer.of(type, times.length), times, packed]);
  return Buffer.concat([u32(crc32(content)), content]);
}
interface Key {
  readonly key: string;
  readonly type?: number;
  /** Where its block begins, and how long it is. */
  readonly at: number;
  readonly bytes: number;
  readonly count?: number;
}
const indexOf = ({ key, type = 3, at, bytes, count = 1 }: Key) =>
  Buffer.concat([u16(key.length), Buffer.from(key), Buffer.of(type), u16(count), u64(0), u64(0), u64(at), u32(bytes)]);
const TSM = Buffer.from('16d116d101', 'hex');
const data = (blocks: readonly Buffer[], index: readonly Buffer[]) => {
  const all = Buffer.concat([TSM, ...blocks]);
  return Buffer.concat([all, ...index, u64(all.length)]);
};
const SERIES = 'm,host=a#!~#password';
const texts = block(3, Buffer.concat([short('first-word'), short('first-word'), short('it is two\nlines')]));
const LINES = 'm,host=a\npassword=first-word\nit is two\nlines\n';

describe('data of InfluxDB', () => {
  test('of many blocks of a series have its name once', async () => {
    const one = (at: number) => Buffer.concat([u64(0), u64(0), u64(at), u32(texts.length)]);
    const index = Buffer.concat([
      u16(SERIES.length),
      Buffer.from(SERIES),
      Buffer.of(3),
      u16(2),
      one(5),
      one(5 + texts.length),
    ]);
    const { text, codes } = await read(influxTsm, data([texts, texts], [index]));
    expect([text, codes]).toEqual([`${LINES}${LINES.slice(LINES.indexOf('\n') + 1)}`, []]);
  });

  test('with a block of more than 64 MiB are told, and the block is not read', async () => {
    const large = Buffer.alloc((64 << 20) + 1);
    const { text, codes } = await read(
      influxTsm,
      data([large], [indexOf({ key: SERIES, at: 5, bytes: large.length })]),
    );
    expect([text, codes]).toEqual(['', ['damaged']]);
  });

  test('that it wrote are read', async () => {
    const { text, codes } = await read(influxTsm, fixtureBytes('influx.tsm'));
    expect(codes).toEqual([]);
    expect(text).toContain(MARKER);
    expect(text).toMatch(/notes,host=h1\n[\s\S]*Line 1 of [\s\S]*Line 80 of a text that holds nothing at all\.\n/);
  });

  test('texts are lines below their series, once where they stay the same; numbers are none', async () => {
    const numbers = block(0, Buffer.of(1, 2, 3));
    const index = [
      indexOf({ key: SERIES, at: 5, bytes: texts.length }),
      indexOf({ key: 'm#!~#n', type: 0, at: 5 + texts.length, bytes: numbers.length }),
    ];
    expect(await read(influxTsm, data([texts, numbers], index))).toEqual({ text: LINES, codes: [] });
  });

  const one = indexOf({ key: SERIES, at: 5, bytes: texts.length });
  const broken = Buffer.from(texts).fill(0, 0, 4);
  test.each<[string, Buffer, string]>([
    ['a wrong sum', data([broken], [one]), ''],
    ['a block twice', data([texts], [one, one]), LINES],
    ['a block behind the blocks', data([texts], [indexOf({ key: SERIES, at: 9, bytes: texts.length })]), ''],
    ['a block without an end', data([texts], [indexOf({ key: SERIES, at: 2 ** 60, bytes: 0xffffffff })]), ''],
    [
      'another type than the index says',
      data([texts], [indexOf({ key: SERIES, type: 1, at: 5, bytes: texts.length })]),
      '',
    ],
    ['a packer that nobody knows', data([block(3, short('abc'), 0x20)], [indexOf({ key: 'k', at: 5, bytes: 14 })]), ''],
    [
      'more places than the index has',
      data([texts], [indexOf({ key: SERIES, at: 5, bytes: texts.length, count: 9 })]),
      '',
    ],
    ['a key without an end', data([texts], [Buffer.of(0xff, 0xff, 1)]), ''],
    ['no index', data([texts], [one]).subarray(0, -9), ''],
    ['nothing', TSM, ''],
  ])('%s: is damaged', async (_, bytes, text) => {
    const found = await read(influxTsm, bytes);
    expect(found.codes).toEqual(['damaged']);
    expect([text, 'k\n', '\n']).toContain(found.text);
  });
});

const textOf = (text: string) => Buffer.concat([u64(1), u32(text.length), Buffer.from(text)]);
const seriesOf = (type: number, key: string, count: number, ...values: readonly Uint8Array[]) =>
  Buffer.concat([Buffer.of(type), u16(key.length), Buffer.from(key), u32(count), ...values]);
const entry = (kind: number, content: Uint8Array) => {
  const packed = snappyOf(content);
  return Buffer.concat([Buffer.of(kind), u32(packed.length), packed]);
};
const written = entry(1, seriesOf(4, SERIES, 2, textOf('first-word'), textOf('it is two\nlines')));

describe('logs of InfluxDB', () => {
  test('that it wrote are read', async () => {
    expect(influxWal.sniff(fixtureBytes('influx.wal').subarray(0, 256))).toBe(true);
    const { text, codes } = await read(influxWal, fixtureBytes('influx.wal'));
    expect(codes).toEqual([]);
    expect(text).toContain(MARKER);
    expect(text).toMatch(/Line 1 of [\s\S]*Line 80 of a text that holds nothing at all\.\n/);
  });

  test('numbers, truths and what was deleted are passed over, but for their series', async () => {
    const all = Buffer.concat([
      seriesOf(1, 'a#!~#f', 2, Buffer.alloc(32)),
      seriesOf(3, 'b#!~#t', 3, Buffer.alloc(27)),
      seriesOf(4, 'c#!~#pin_code', 1, textOf('word')),
    ]);
    const bytes = Buffer.concat([written, entry(2, Buffer.from('series')), entry(1, all)]);
    expect(influxWal.sniff(bytes)).toBe(true);
    expect(await read(influxWal, bytes)).toEqual({ text: `${LINES}a\nb\nc\npin_code=word\n`, codes: [] });
  });

  test.each<[string, Buffer, string]>([
    ['an entry that is cut off', written.subarray(0, -1), ''],
    ['another beginning', Buffer.concat([written, Buffer.alloc(5)]), LINES],
    ['one that cannot be unpacked', Buffer.concat([written, Buffer.of(1), u32(3), Buffer.of(9, 0, 65)]), LINES],
    [
      'more values than there are',
      entry(1, seriesOf(4, SERIES, 0xffffffff, textOf('first-word'))),
      'm,host=a\npassword=first-word\n',
    ],
    ['more numbers than there are', entry(1, seriesOf(1, 'm#!~#n', 0xffffffff, Buffer.alloc(16))), 'm\n'],
    [
      'a text without an end',
      entry(1, seriesOf(4, 'm#!~#n', 1, u64(1), u32(0xffffffff), Buffer.from('abc'))),
      'm\nabc\n',
    ],
    ['a type that is none', entry(1, seriesOf(9, 'm#!~#n', 1, u64(1))), ''],
  ])('%s: is damaged', async (_, bytes, text) => {
    expect(await read(influxWal, bytes)).toEqual({ text, codes: ['damaged'] });
  });

  test('what begins otherwise is none', () => {
    const sniff = (...parts: readonly Uint8Array[]) => influxWal.sniff(Buffer.concat(parts));
    expect(sniff(written)).toBe(true);
    expect(sniff(entry(2, seriesOf(4, SERIES, 1, textOf('abc'))))).toBe(false);
    expect(sniff(entry(1, seriesOf(9, SERIES, 1, textOf('abc'))))).toBe(false);
    expect(sniff(entry(1, seriesOf(4, '\u0001\u0002\u0003\u0004', 1, textOf('abc'))))).toBe(false);
    expect(sniff(Buffer.of(1), u32(1 << 30), written.subarray(5))).toBe(false);
    expect(sniff(Buffer.of(1), u32(2), written.subarray(5))).toBe(false);
    expect(sniff(written.subarray(0, 9))).toBe(false);
  });
});
