import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { imageBehindOthers, MAX_BYTES_BEFORE } from '../../src/views/behind-others.ts';
import { viewReaders } from '../../src/views/catalog.ts';
import { viewSamples } from './view-samples.ts';

const HEAD = Buffer.from('--b\r\nContent-Disposition: form-data; name="core"; filename="core"\r\n\r\n');
const behind = (bytes: Uint8Array, head: Uint8Array = HEAD) =>
  imageBehindOthers(new MemorySource(Buffer.concat([head, bytes, Buffer.from('\r\n--b--\r\n')])), viewReaders);
const readerOf = (id: string) => viewReaders.find((reader) => reader.id === id)!;
const samples = ['elf-core', 'minidump'].flatMap((id) =>
  viewSamples[id]!().map(({ variant, bytes }) => ({ id, variant, bytes })),
);
const CORE = samples.find(({ id }) => id === 'elf-core')!.bytes;

describe.each(samples)('$id, $variant', ({ id, bytes }) => {
  const alone = readerOf(id).open(new MemorySource(bytes));

  test('has the same regions behind the head of an upload, and the same memory', () => {
    const view = behind(bytes)!;
    expect(view.id).toBe(id);
    expect(view.regions).toEqual(alone.regions.map((region) => ({ ...region, offset: region.offset + HEAD.length })));
    expect(view.memory.pointerBytes).toBe(alone.memory.pointerBytes);
    for (const { address, offset } of alone.regions.filter((region) => region.address !== undefined)) {
      expect(view.memory.peek(address!, 1)).toEqual(alone.memory.peek(address!, 1));
      if (alone.memory.offsetOf?.(address!) === offset)
        expect(view.memory.offsetOf?.(address!)).toBe(offset + HEAD.length);
    }
  });

  test('is nothing where its end is missing', () => {
    const cut = Buffer.concat([HEAD, bytes.subarray(0, 40)]);
    expect(imageBehindOthers(new MemorySource(cut), viewReaders)).toBeUndefined();
  });
});

test('an image alone is left to its reader', () => {
  expect(imageBehindOthers(new MemorySource(CORE), viewReaders)).toBeUndefined();
});

test('is looked for up to a certain distance', () => {
  expect(behind(CORE, Buffer.alloc(MAX_BYTES_BEFORE - 100))).toBeDefined();
  expect(behind(CORE, Buffer.alloc(MAX_BYTES_BEFORE))).toBeUndefined();
});

test('what only begins like one many times does not keep it from being found soon enough, and costs a limited number of attempts', () => {
  const start = CORE.subarray(0, 18);
  expect(behind(CORE, Buffer.concat([start, start, start]))?.id).toBe('elf-core');
  expect(behind(CORE, Buffer.concat(Array.from({ length: 20 }, () => start)))).toBeUndefined();
});
