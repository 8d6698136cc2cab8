import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../src/bytes/budget.ts';
import { drain } from '../../src/bytes/chunks.ts';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { AccessError } from '../../src/model/errors.ts';
import { INNER } from '../../src/model/place.ts';
import { containers } from '../../src/unpack/catalog.ts';
import { type Container, TAIL_BYTES } from '../../src/unpack/container/container.ts';
import { REMAINDER } from '../../src/unpack/container/remainder.ts';
import { sevenZipContainers } from '../../src/unpack/seven-zip/seven-zip-formats.ts';
import { lzip } from '../../src/unpack/streams/lzip.ts';
import { encrypted } from '../../src/unpack/unread/encrypted.ts';
import { unsupported } from '../../src/unpack/unread/unsupported.ts';
import { containerSamples } from '../unpack/container-samples.ts';
import { AMPLE, chunked, type Listing, list, noise } from '../unpack/observe.ts';

const cases = containers.flatMap((container) =>
  (containerSamples[container.id]?.() ?? []).map((sample) => ({
    container,
    sample,
    title: `${container.id}, ${sample.variant}`,
  })),
);
const REMAINDERS: readonly string[] = Object.values(REMAINDER);
const head = (bytes: Uint8Array, { headBytes }: Container): Uint8Array => bytes.subarray(0, headBytes);
const tail = (bytes: Uint8Array): Uint8Array => bytes.subarray(-TAIL_BYTES);

/** Without the bytes, which are many. */
function digests({ entries }: Listing): string[] {
  return entries.map(({ name, bytes }) => `${name} ${createHash('sha256').update(bytes).digest('hex')}`);
}

/** Of a container that opens what lies in it by itself, as an image does its layers. */
function lastStep(name: string): string {
  return name.split(INNER).at(-1)!;
}

function isEmpty({ entries, troubles, error }: Listing): boolean {
  return entries.length + troubles.length === 0 && error === undefined;
}

function open(container: Container, bytes: Uint8Array, onClose?: () => void) {
  const budget = new Budget(AMPLE);
  if (container.reads === 'source') return container.entries(new MemorySource(bytes), budget);
  return container.entries(watched(bytes, onClose), budget);
}

async function* watched(bytes: Uint8Array, onClose: () => void = () => {}): AsyncGenerator<Uint8Array> {
  try {
    yield* chunked(bytes, 1000);
  } finally {
    onClose();
  }
}

describe('the catalog of containers', () => {
  test('has samples for every container, and no samples without one', () => {
    // What 7-Zip opens is shown on files that other tools made: see container-fixtures.test.ts.
    const ours = containers.filter((container) => ![lzip, ...sevenZipContainers].some((one) => one === container));
    expect(Object.keys(containerSamples).toSorted()).toEqual(ours.map(({ id }) => id).toSorted());
    for (const [id, samples] of Object.entries(containerSamples)) expect(samples().length, id).toBeGreaterThan(0);
  });

  test.each(containers)('$id has an id in kebab case and a title', ({ id, title, headBytes }) => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(title).not.toBe('');
    expect(headBytes).toBeGreaterThan(id === 'dmg' ? -1 : 2);
  });

  test.each([...containers, ...encrypted])(
    '$id is sure of no noise, no zeros, no text and no short head',
    (container) => {
      for (let seed = 1; seed <= 200; seed++) {
        expect(container.sniff(noise(Math.min(container.headBytes, 4096), seed))).toBe(false);
        if (container.reads === 'source') expect(container.sniffTail?.(noise(2000, seed)) ?? false).toBe(false);
      }
      for (let length = 0; length <= container.headBytes; length += length < 1000 ? 1 : 10_007) {
        expect(container.sniff(new Uint8Array(length))).toBe(false);
        expect(container.sniff(Buffer.alloc(length, 'PK ustar \n'))).toBe(false);
      }
    },
  );
});

describe.each(cases)('$title', ({ container, sample }) => {
  const { bytes, marks } = sample;

  test('is recognised by its own container only, from no more than its head, or its tail, or by its name', async () => {
    const known = [...containers, ...unsupported, ...encrypted].filter((other) => other.sniff(head(bytes, other)));
    // Others that keep the leaf may look for parts of theirs, as long as they find none.
    const isIdle = async (other: Container): Promise<boolean> =>
      other !== container && other.keepsLeaf !== undefined && isEmpty(await list(other, bytes));
    const idle = await Promise.all(known.map(isIdle));
    const byHead = known.filter((_, index) => !idle[index]);
    const byTail = containers.filter((other) => other.reads === 'source' && other.sniffTail?.(tail(bytes)));
    if (sample.bySniffing === 'name')
      expect([byHead, byTail, container.sniffName?.(sample.name ?? '', bytes)]).toEqual([[], [], true]);
    else if (sample.bySniffing === 'tail') expect([byHead, byTail]).toEqual([[], [container]]);
    else expect(byHead).toEqual([container]);
  });

  test('gives every mark, wherever it stands', async () => {
    const { entries, troubles } = await list(container, bytes, 777);
    const seen = container.keepsLeaf ? [...entries, { bytes: Buffer.from(bytes) }] : entries;
    expect(marks.filter((mark) => !seen.some((entry) => entry.bytes.includes(mark)))).toEqual([]);
    // One that is only recognised says so.
    expect(entries.length + troubles.length).toBeGreaterThan(0);
    expect(marks.length).toBeGreaterThan(2);
  });

  test('gives the same whatever the chunks', async () => {
    const whole = await list(container, bytes);
    const inChunks = await list(container, bytes, 1023);
    expect(digests(inChunks)).toEqual(digests(whole));
    expect(inChunks.troubles).toEqual(whole.troubles);
  });

  test('gives the remaining files when one is left unread or half read', async () => {
    const whole = await list(container, bytes);
    const names: string[] = [];
    for await (const item of open(container, bytes)) {
      if ('trouble' in item || item.isRemainder) continue;
      names.push(item.name);
      if (names.length % 2 === 0) for await (const _ of item.open()) break;
    }
    const files = whole.entries.filter(({ name }) => !REMAINDERS.includes(lastStep(name))).map(({ name }) => name);
    expect(names).toEqual(files);
  });

  test('lets go of its input when the consumer stops', async () => {
    let closed = 0;
    for await (const item of open(container, bytes, () => closed++)) if ('name' in item) break;
    expect(closed).toBe(container.reads === 'stream' ? 1 : 0);
  });

  test('hands on an error of its input, the same one, wherever that comes', async () => {
    const failure = new AccessError('gone');
    if (container.reads === 'stream') {
      const input = failingBehind(bytes.subarray(0, bytes.length >> 1), failure);
      expect(await errorsOf(container.entries(input, new Budget(AMPLE)))).toEqual([failure]);
      return;
    }
    for (const reads of [0, 1, 2, 5, 20]) {
      const source = new FailingSource(bytes, reads, failure);
      const errors = await errorsOf(container.entries(source, new Budget(AMPLE)));
      expect([reads, errors]).toEqual([reads, source.hasFailed ? [failure] : []]);
    }
  });
});

async function* failingBehind(bytes: Uint8Array, failure: Error): AsyncGenerator<Uint8Array> {
  yield* chunked(bytes, 1000);
  throw failure;
}

/** Can be read so many times. */
class FailingSource extends MemorySource {
  hasFailed = false;
  #left: number;
  readonly #failure: Error;

  constructor(bytes: Uint8Array, reads: number, failure: Error) {
    super(bytes);
    this.#left = reads;
    this.#failure = failure;
  }

  /** `readInto` comes here, too. */
  override read(offset: number, length: number): Uint8Array {
    this.hasFailed ||= this.#left-- === 0;
    if (this.hasFailed) throw this.#failure;
    return super.read(offset, length);
  }
}

/** Each once: an entry and its container may throw the same one. */
async function errorsOf(items: ReturnType<Container['entries']>): Promise<unknown[]> {
  const errors = new Set<unknown>();
  const noteErrors = (error: unknown) => void errors.add(error);
  const readAll = async (): Promise<void> => {
    for await (const item of items)
      if ('name' in item && !('trouble' in item)) await drain(item.open()).catch(noteErrors);
  };
  await readAll().catch(noteErrors);
  return [...errors];
}
