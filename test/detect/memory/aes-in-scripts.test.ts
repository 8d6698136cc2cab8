import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { FieldWriter } from '../../builders/field-writer.ts';
import { type Placed, ProcessHeap } from '../../builders/process-heap.ts';
import { scheduleBytes } from '../../kernel/aes-oracle.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf } from './memory-images.ts';

/** Columns as JavaScript keeps them: numbers of which the first byte is the highest. */
function columnsOf(key: Uint8Array, direction: 'encrypt' | 'decrypt'): number[] {
  const bytes = Buffer.from(scheduleBytes(key, direction, 'standard'));
  return Array.from({ length: bytes.length / 4 }, (_, column) => bytes.readUInt32BE(4 * column));
}

/** As node-forge, crypto-js and sjcl expand a key for decryption (_expandKey, _invKeySchedule, _precompute). */
function turned(columns: readonly number[]): number[] {
  return columns.map((_, column) => columns[column - (column % 4) + [0, 3, 2, 1][column % 4]!]!);
}

/**
 * FixedArray: each word is the high half of an element.
 * @param room elements, since an array that grows has spare ones: pointers to the marker of a hole
 */
function v8Words(heap: ProcessHeap, words: readonly number[], room = words.length): Placed {
  const array = new FieldWriter(true).u64(0x2f3a00001101n).u32(0).u32(room);
  for (const word of words) array.u32(0).u32(word);
  for (let spare = words.length; spare < room; spare++) array.u64(0x2f3a00000259n);
  return heap.raw(array.finish());
}

async function findingsIn(heap: ProcessHeap) {
  const { findings, gaps } = await scanBytes({ image: coreOf(heap).bytes });
  expect(gaps).toEqual([]);
  return findings.filter(({ rule }) => rule === 'aes-in-scripts');
}

describe.each([128, 192, 256])('an AES-%i key in an array of V8', (bits) => {
  const key = randomBytes(bits / 8);
  const facts = { bits, keySha256: createHash('sha256').update(key).digest('hex') };

  test('is found in the schedule for encryption, in an array that has grown', async () => {
    const heap = new ProcessHeap();
    v8Words(heap, columnsOf(key, 'encrypt'), 77);
    expect(await findingsIn(heap)).toMatchObject([
      { severity: 'medium', confidence: 'proven', facts: { ...facts, form: 'v8-schedule-encryption' } },
    ]);
  });

  test('is found in the schedule for decryption', async () => {
    const heap = new ProcessHeap();
    const { offset } = v8Words(heap, turned(columnsOf(key, 'decrypt')));
    const [finding, ...others] = await findingsIn(heap);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ facts: { ...facts, form: 'v8-schedule-decryption' } });
    expect(finding!.places[0]!.offset).toBe(coreOf(heap).heapAt + offset + 16);
  });

  test('is nothing where one bit of the last word is wrong, or the array is too short', async () => {
    const columns = columnsOf(key, 'encrypt');
    const damaged = new ProcessHeap();
    v8Words(damaged, columns.with(-1, (columns.at(-1)! ^ 1) >>> 0));
    expect(await findingsIn(damaged)).toEqual([]);
    const short = new ProcessHeap();
    v8Words(short, columns.slice(0, -1), 77);
    expect(await findingsIn(short)).toEqual([]);
  });
});

test('more arrays that begin like a schedule than are tried are a gap', async () => {
  const columns = columnsOf(randomBytes(16), 'encrypt');
  const decoy = new FieldWriter(true).u64(0x2f3a00001101n).u32(0).u32(columns.length);
  for (const word of columns.slice(0, 16)) decoy.u32(0).u32(word);
  const heap = new ProcessHeap();
  heap.raw(Buffer.concat(Array.from({ length: 1 << 14 }, () => decoy.finish())));
  v8Words(heap, columns);
  const { findings, gaps } = await scanBytes({ image: coreOf(heap).bytes });
  expect(findings.filter(({ rule }) => rule === 'aes-in-scripts')).toEqual([]);
  expect(gaps).toMatchObject([{ message: expect.stringContaining('arrays of JavaScript') }]);
});
