import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { visio } from '../../../src/unpack/documents/visio.ts';
import { drawing, pointer } from '../../builders/visio.ts';
import { CountingSource } from '../counting-source.ts';
import { AMPLE, list } from '../observe.ts';

const TEXTS = ['a word and a word and another word', `long: ${'0123456789 '.repeat(20_000)}`, ''];

async function read(bytes: Uint8Array) {
  expect(visio.sniff(bytes.subarray(0, visio.headBytes))).toBe(true);
  const { entries, troubles } = await list(visio, bytes);
  return { texts: entries.map(({ bytes: content }) => content.toString('latin1', 4)), troubles };
}

describe('a drawing of Visio', () => {
  test.each([1, 5, 6, 11])('of version %d has its parts unpacked', async (version) => {
    const { texts, troubles } = await read(drawing(version, TEXTS));
    // The first one is the list.
    expect(texts.slice(1)).toEqual(TEXTS);
    expect(troubles).toEqual([]);
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['of which the list is cut off', (bytes) => bytes.subarray(0, -20)],
    ['of which a pointer leads nowhere', (bytes) => withRoot(bytes, { offset: bytes.length })],
    ['of which a part is longer than all', (bytes) => withRoot(bytes, { length: 0xffffffff })],
    ['of which the list is none', (bytes) => withRoot(bytes, { offset: 54, length: 20 })],
  ])('%s is damaged', async (_, change) => {
    const { troubles } = await read(change(drawing(11, TEXTS)));
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
  });

  test('that points at more parts than a drawing has is not read on', async () => {
    const count = 300_000;
    const bytes = Buffer.concat([drawing(11, []), Buffer.alloc(12 + 18 * count)]);
    const listAt = drawing(11, []).length;
    bytes.writeUInt32LE(4, listAt);
    bytes.writeUInt32LE(count, listAt + 4);
    pointer(true, { type: 20, offset: listAt, length: bytes.length - listAt, format: 0x50 }).copy(bytes, 36);
    const { troubles } = await read(bytes);
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
  });

  test('has a part unpacked that another pointer makes shorter', async () => {
    const bytes = drawing(11, TEXTS.slice(0, 1));
    const [offset, length] = [54, bytes.readUInt32LE(44) - 54];
    const pointers = [1, length].map((part) => pointer(true, { type: 0x15, offset, length: part, format: 2 }));
    const head = Buffer.alloc(12);
    head.writeUInt32LE(4);
    head.writeUInt32LE(pointers.length, 4);
    const list = Buffer.concat([head, ...pointers]);
    pointer(true, { type: 20, offset: bytes.length, length: list.length, format: 0x50 }).copy(bytes, 36);
    const { texts } = await read(Buffer.concat([bytes, list]));
    expect(texts).toContain(TEXTS[0]);
  });

  test('whose parts lie far from one another is not read from one end to the other for each', async () => {
    const bytes = drawing(11, []);
    const [count, size] = [100, 8 << 20];
    const head = Buffer.alloc(12);
    head.writeUInt32LE(4);
    head.writeUInt32LE(count, 4);
    const pointers = Array.from({ length: count }, (_, index) =>
      pointer(true, {
        type: 0x15,
        offset: index % 2 === 0 ? size - 8 * index - 8 : size / 2 + 8 * index,
        length: 8,
        format: 2,
      }),
    );
    const list = Buffer.concat([head, ...pointers]);
    pointer(true, { type: 20, offset: bytes.length, length: list.length, format: 0x50 }).copy(bytes, 36);
    const whole = Buffer.concat([bytes, list, Buffer.alloc(size)]).subarray(0, size);
    const source = new CountingSource(whole);
    for await (const item of visio.entries(source, new Budget(AMPLE))) if ('open' in item) await drain(item.open());
    expect(source.readBytes).toBeLessThan(8 << 20);
  });

  test('that points at itself ends', async () => {
    const bytes = drawing(11, []);
    const itself = Buffer.concat([bytes, Buffer.alloc(200)]);
    const listAt = bytes.length;
    itself.writeUInt32LE(4, listAt);
    itself.writeUInt32LE(1, listAt + 4);
    pointer(true, { type: 20, offset: listAt, length: 100, format: 0x50 }).copy(itself, listAt + 12);
    pointer(true, { type: 20, offset: listAt, length: 100, format: 0x50 }).copy(itself, 36);
    expect(await read(itself)).toEqual({ texts: [], troubles: [] });
  });
});

function withRoot(bytes: Buffer, { offset, length }: { offset?: number; length?: number }): Buffer {
  const other = Buffer.from(bytes);
  if (offset !== undefined) other.writeUInt32LE(offset, 44);
  if (length !== undefined) other.writeUInt32LE(length, 48);
  return other;
}
