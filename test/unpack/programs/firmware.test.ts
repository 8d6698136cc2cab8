import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { intelHex, motorolaSRecords, tektronixHex } from '../../../src/unpack/programs/hex-records.ts';
import { uf2 } from '../../../src/unpack/programs/uf2.ts';
import { intelRecord, motorolaRecord, tektronixFrame, tektronixRecord, uf2Block } from '../../builders/firmware.ts';
import { buildZip } from '../../builders/zip.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE, chunked, list, noise, texts } from '../observe.ts';

type Writer = (type: number, address: number, data: Uint8Array) => string;
/** 16 bytes each. */
const records = (count: number, write: Writer, type: number): string[] =>
  Array.from({ length: count }, (_, index) => write(type, 16 * index, Buffer.from(`record ${index}`.padEnd(16))));
const text = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\n'));
const said = async (container: Parameters<typeof list>[0], bytes: Uint8Array) =>
  (await list(container, bytes)).troubles.map(({ trouble }) => trouble.message);

describe.each([
  ['Intel HEX', intelHex, intelRecord, 0],
  ['S-records', motorolaSRecords, motorolaRecord, 1],
  ['extended Tektronix hex', tektronixHex, tektronixRecord, 6],
] as const)('%s', (_, container, write, type) => {
  test('is one run where addresses follow one another, in chunks of any size', async () => {
    const lines = records(4000, write, type);
    for (const chunkBytes of [1, 1000, undefined]) {
      const { entries, troubles } = await list(container, text(lines), chunkBytes);
      expect(troubles).toEqual([]);
      expect(entries.map(({ name, bytes }) => [name, bytes.length])).toEqual([['0x00000000', 64_000]]);
    }
  });

  test('is known by most of its first lines, whatever is wrong with the first one', () => {
    const lines = records(9, write, type);
    expect(container.sniff(text(lines))).toBe(true);
    expect(container.sniff(text(['# made by hand', '', ...lines]))).toBe(true);
    expect(container.sniff(text(lines.map((line) => line.toLowerCase().replace('s', 'S'))))).toBe(true);
    expect(container.sniff(text([lines[0]!.replace(/.$/, '#'), ...lines.slice(1)]))).toBe(true);
  });

  test('is nothing else', () => {
    const lines = records(9, write, type);
    const others: Uint8Array[] = [noise(4096), Buffer.from(':::\n'.repeat(99)), Buffer.from('S1\nS2\nS3\n'.repeat(9))];
    others.push(text(lines.slice(0, 2)), text(lines.map((line) => `${line}00`)), Buffer.from(lines.join(' ')));
    others.push(text(lines.flatMap((line) => [line, 'explained', 'at length'])));
    for (const bytes of others) expect(container.sniff(bytes)).toBe(false);
  });

  test('with a wrong sum is read and told, and what is no record is told and handed on', async () => {
    const lines = records(9, write, type);
    lines[3] = lines[3]!.slice(0, -2) + (lines[3]!.endsWith('00') ? '01' : '00');
    lines[5] = lines[5]!.replace(/..$/, '!!');
    const { entries, troubles } = await list(container, text(lines));
    expect(troubles.map(({ trouble }) => trouble.message)).toEqual([
      'records with a wrong checksum, whose bytes are read: 1; lines that begin as a record and are none: 1',
    ]);
    expect(entries.map(({ name }) => name)).toEqual(['0x00000000', '0x00000060', '[between entries]']);
    expect(entries[0]!.bytes.includes('record 3')).toBe(true);
    expect(entries[2]!.bytes.includes(lines[5]!)).toBe(true);
  });

  test('that is cut in a line is told', async () => {
    expect(await said(container, text(records(9, write, type)).subarray(0, -5))).toHaveLength(1);
  });
});

test('symbols of Tektronix hex are no damage, and an address that no device has is one', async () => {
  const lines = records(9, tektronixRecord, 6);
  const symbols = tektronixFrame(3, '8*ABS*$%._mainTextF0412A');
  expect(await said(tektronixHex, text([symbols, ...lines, tektronixFrame(8, '10')]))).toEqual([]);
  const far = tektronixFrame(6, `0${'F'.repeat(16)}41`);
  expect(await said(tektronixHex, text([...lines, far]))).toHaveLength(1);
  expect(await said(tektronixHex, text([...lines, symbols.replace('main', 'mean')]))).toHaveLength(1);
});

describe('what stands behind records', () => {
  const all = text([...records(40, intelRecord, 0), '']);

  test('is handed on byte for byte, whatever its lines', async () => {
    const behind = Buffer.concat([
      Buffer.from('a\n\n\nb\n'),
      noise(200_000),
      Buffer.alloc(200_000, 'long line '),
      noise(99),
    ]);
    for (const chunkBytes of [1000, undefined]) {
      const { entries } = await list(intelHex, Buffer.concat([all, behind]), chunkBytes);
      expect(entries[1]!.name).toBe('[between entries]');
      expect(entries[1]!.bytes.subarray(1).equals(behind)).toBe(true);
    }
  });

  test('and is an archive is found', async () => {
    const zip = buildZip([{ name: 'a', data: Buffer.concat([Buffer.alloc(999, '\n'), noise(9000)]), method: 0 }]);
    const { stats, gaps } = await scanBytes({ firmware: Buffer.concat([all, zip]) });
    expect({ formats: stats.formats, gaps }).toEqual({ formats: { 'intel-hex': 1, zip: 1 }, gaps: [] });
  });
});

test('two of them may be read side by side, as one in the other', async () => {
  const letters = ['a', 'b'] as const;
  const open = async function* (letter: string) {
    const lines = Array.from({ length: 4096 * 3 }, (_, index) => {
      const address = (16 * index) % 65536;
      const data = intelRecord(0, address, Buffer.alloc(16, letter));
      return address === 0 ? `${intelRecord(4, 0, Buffer.of(0, index >>> 12))}\n${data}` : data;
    });
    for await (const item of intelHex.entries(chunked(text(lines), 1000), new Budget(AMPLE)))
      if ('open' in item) for await (const bytes of item.open()) yield Buffer.from(bytes).toString();
  };
  const read = letters.map((letter) => open(letter));
  const found = ['', ''];
  for (let round = 0; round < 9; round++)
    for (const [index, pieces] of read.entries()) found[index] += (await pieces.next()).value ?? '';
  expect(found).toEqual(letters.map((letter) => letter.repeat(16 * 4096 * 3)));
});

test('in the middle of a text that stands for other bytes, an example of firmware is text', async () => {
  const shown = Buffer.from(`some words before ${text(records(40, intelRecord, 0)).toString('base64')}`);
  expect((await scanBytes({ shown })).stats.formats).toEqual({ base64: 1 });
});

describe('UF2', () => {
  const blocks = Array.from({ length: 6 }, (_, index) => uf2Block(256 * index, Buffer.alloc(256, 97 + index)));

  test('is one run where addresses follow one another', async () => {
    const { entries, troubles } = await list(uf2, Buffer.concat(blocks), 100);
    expect(troubles).toEqual([]);
    expect(texts({ entries, troubles })).toEqual([
      ['0x00000000', 'abcdef'.replaceAll(/./g, (letter) => letter.repeat(256))],
    ]);
  });

  test('with a damaged block goes on behind it, and says so', async () => {
    const damaged = blocks.with(2, Buffer.alloc(512, 'x'));
    const { entries, troubles } = await list(uf2, Buffer.concat(damaged));
    expect(troubles.map(({ trouble }) => trouble.message)).toEqual(['damaged blocks of UF2, scanned as is: 1']);
    expect(entries.map(({ name }) => name)).toEqual(['0x00000000', '0x00000300', '[between entries]']);
  });

  test.each<[string, Uint8Array]>([
    ['a last block that is cut', Buffer.concat([...blocks, blocks[0]!]).subarray(0, -1)],
    [
      'a block that claims more than it has',
      Buffer.concat([...blocks, uf2Block(0, blocks[0]!.subarray(0, 9), { length: 477 })]),
    ],
    [
      'a block that claims 4 GiB',
      Buffer.concat([...blocks, uf2Block(0, blocks[0]!.subarray(0, 9), { length: 2 ** 32 - 1 })]),
    ],
  ])('%s is told', async (_, bytes) => {
    expect(await said(uf2, bytes)).toEqual([expect.stringContaining('expected a block of UF2 at byte 3072')]);
  });

  test('is found in the middle of other bytes', async () => {
    const { stats, gaps } = await scanBytes({ image: Buffer.concat([noise(5000), ...blocks, noise(5000)]) });
    expect({ formats: stats.formats, gaps }).toEqual({ formats: { uf2: 1 }, gaps: [] });
  });
});
