import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../src/bytes/byte-source.ts';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { FormatError } from '../../src/model/errors.ts';
import { viewReaders } from '../../src/views/catalog.ts';
import { locate } from '../../src/views/locate.ts';
import type { View, ViewReader } from '../../src/views/view.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { viewSamples } from '../views/view-samples.ts';

const cases = viewReaders.flatMap((reader) =>
  (viewSamples[reader.id]?.() ?? []).map((sample) => ({ reader, sample, title: `${reader.id}, ${sample.variant}` })),
);

describe('the catalog of views', () => {
  test('has samples for every view, and no samples without one', () => {
    expect(Object.keys(viewSamples).toSorted()).toEqual(viewReaders.map(({ id }) => id).toSorted());
    for (const [id, samples] of Object.entries(viewSamples)) expect(samples().length, id).toBeGreaterThan(0);
  });

  test.each(viewReaders)('$id has an id in kebab case and a title', ({ id, title, headBytes }) => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(title).not.toBe('');
    expect(headBytes).toBeGreaterThan(3);
  });

  test.each(viewReaders)('$id never fails on a head, whatever it holds', (reader) => {
    const random = seededRandom(1);
    for (let length = 0; length <= reader.headBytes; length++) {
      expect(typeof reader.sniff(random.bytes(length))).toBe('boolean');
    }
    expect(reader.sniff(new Uint8Array(reader.headBytes))).toBe(false);
    expect(reader.sniff(Buffer.from('wake up, hibr, PAGE, MDMP and {"snapshot"'.padEnd(reader.headBytes)))).toBe(false);
  });
});

describe.each(cases)('$title', ({ reader, sample }) => {
  const { bytes } = sample;

  test('is recognised by its own reader only, from no more than its head', () => {
    const sure = viewReaders.filter(({ sniff, headBytes }) => sniff(bytes.subarray(0, headBytes)));
    expect(sure.map(({ id }) => id)).toEqual([reader.id]);
    for (const other of viewReaders) expect(other.sniff(bytes), other.id).toBe(other === reader);
  });

  test('opens without trouble unless it is a format that we do not read', () => {
    const view = reader.open(new MemorySource(bytes));
    expect(view.id).toBe(reader.id);
    const unread = reader.title.includes('not read');
    expect(view.troubles.map(({ code }) => code)).toEqual(unread ? ['unsupported'] : []);
    expect(view.regions.length > 0).toBe(!unread);
  });

  test('has regions in order, without overlap, inside the file, and the memory agrees with the file', () => {
    expectSound(reader.open(new MemorySource(bytes)), bytes);
  });

  test('says of each byte of a region where it was, and nothing of the bytes between', () => {
    const view = reader.open(new MemorySource(bytes));
    let end = 0;
    for (const { offset, length, name, address } of view.regions) {
      if (offset > end) expect(locate(view, offset - 1)).toBeUndefined();
      end = offset + length;
      for (const at of [offset, end - 1]) {
        const place = locate(view, at);
        expect(place?.address).toBe(address === undefined ? undefined : address + BigInt(at - offset));
        if (name !== undefined) expect(place?.region?.startsWith(name)).toBe(true);
      }
    }
    expect(locate(view, bytes.length)).toBeUndefined();
  });

  test('is told to be incomplete wherever it is cut off', () => {
    const silent: number[] = [];
    for (const size of cutsOf(bytes.length)) {
      if (!complaintOf(reader, bytes.subarray(0, size))) silent.push(size);
    }
    expect(silent).toEqual(sample.wholeAt ?? []);
  });

  test('survives 500 flipped bits, one at a time', () => {
    const random = seededRandom(500);
    const head = Math.min(bytes.length, 1024);
    for (let round = 0; round < 500; round++) {
      // Most fields stand in front; the rest of the rounds go anywhere.
      const at = round % 2 === 0 ? random.int(head) : random.int(bytes.length);
      const flipped = Uint8Array.from(bytes);
      flipped[at]! ^= 1 << random.int(8);
      complaintOf(reader, flipped);
    }
  });

  test('survives fields that are all ones or all zeros, at every offset of its first 512 bytes', () => {
    for (let at = 0; at < Math.min(512, bytes.length); at++) {
      for (const fill of [0, 0xff]) complaintOf(reader, Uint8Array.from(bytes).fill(fill, at, at + 8));
    }
  });
});

/** Every size of a small file; of a larger one the first 1024 and each seventh, which meets every field of its tables. */
function cutsOf(length: number): number[] {
  return Array.from({ length }, (_, size) => size).filter((size) => length < 4096 || size < 1024 || size % 7 === 0);
}

/** Opens what may be damaged, checks all that a view owes, and says whether anybody is told that something is wrong. */
function complaintOf(reader: ViewReader, bytes: Uint8Array): boolean {
  let view: View;
  try {
    view = reader.open(new MemorySource(bytes));
    expectSound(view, bytes);
  } catch (error) {
    if (error instanceof FormatError) return true;
    throw error;
  }
  return view.troubles.length > 0;
}

function expectSound(view: View, bytes: Uint8Array): void {
  let end = 0;
  for (const { offset, length, address } of view.regions) {
    if (offset < end || length < 1 || offset + length > bytes.length || !Number.isInteger(offset + length)) {
      expect({ offset, length, end }).toBe('a region behind the last one, inside the file');
    }
    end = offset + length;
    const peeked = address === undefined ? undefined : view.memory.peek(address, Math.min(length, 64));
    if (peeked === undefined) continue;
    expect(peeked.length).toBe(Math.min(length, 64));
  }
  expect(view.memory.peek(1n << 70n, 16)).toBeUndefined();
}

describe('the memory of a view', () => {
  test.each(cases)('$title: holds the bytes of the file at each address', ({ reader, sample: { bytes } }) => {
    const view = reader.open(new MemorySource(bytes));
    for (const { offset, length, address } of view.regions) {
      if (address === undefined) continue;
      expect(Buffer.from(view.memory.peek(address, length)!)).toEqual(
        Buffer.from(bytes.subarray(offset, offset + length)),
      );
      expect(Buffer.from(view.memory.peek(address + BigInt(length - 1), 1)!)[0]).toBe(bytes[offset + length - 1]);
    }
  });

  test.each(cases)('$title: is the same through a source that copies', ({ reader, sample: { bytes } }) => {
    const direct = reader.open(new MemorySource(bytes));
    const copied = reader.open(new CopyingSource(bytes));
    expect(copied.regions).toEqual(direct.regions);
    for (const { address } of direct.regions) {
      if (address === undefined) continue;
      expect(copied.memory.peek(address, 8)).toEqual(direct.memory.peek(address, 8));
    }
  });
});

/** Gives copies, as a file does, so that nobody relies on reads being views of one array. */
class CopyingSource implements ByteSource {
  readonly size: number;
  readonly #inner: MemorySource;

  constructor(bytes: Uint8Array) {
    this.size = bytes.length;
    this.#inner = new MemorySource(bytes);
  }

  read(offset: number, length: number): Uint8Array {
    return Uint8Array.from(this.#inner.read(offset, length));
  }

  readInto(target: Uint8Array, offset: number): void {
    this.#inner.readInto(target, offset);
  }

  pieces() {
    return this.#inner.pieces();
  }
}
