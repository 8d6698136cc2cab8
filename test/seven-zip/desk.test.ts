import { expect, test } from 'vitest';
import { Desk } from '../../src/seven-zip/desk.ts';
import { seededRandom } from '../support/seeded-random.ts';

const random = seededRandom(11);
const bytesOf = (pieces: ReturnType<Desk['layOut']>) =>
  pieces.flatMap((piece) => ('bytes' in piece ? [piece.bytes] : []));
const layOut = (desk: Desk, ...parts: Uint8Array[]) =>
  bytesOf(desk.layOut(parts.map((bytes) => ({ size: bytes.length, bytes }))));

test('what is within bytes that lie there already is not copied again', () => {
  const desk = new Desk();
  const leaf = random.bytes(1000);
  const [whole] = layOut(desk, leaf);
  for (const [start, end] of [
    [0, 1000],
    [10, 1000],
    [500, 700],
  ] as const) {
    const [part] = layOut(desk, leaf.subarray(start, end));
    expect(part).toEqual(new Uint8Array(leaf.subarray(start, end)));
    expect([part?.buffer, part?.byteOffset]).toEqual([whole?.buffer, start]);
  }
});

test('other bytes replace them, also where they are longer or of several pieces', () => {
  const desk = new Desk();
  const [leaf, other] = [random.bytes(1000), random.bytes(1000)];
  layOut(desk, leaf.subarray(100, 200));
  expect(layOut(desk, leaf.subarray(100, 201))).toEqual([new Uint8Array(leaf.subarray(100, 201))]);
  expect(layOut(desk, other.subarray(100, 150))).toEqual([new Uint8Array(other.subarray(100, 150))]);
  expect(layOut(desk, leaf.subarray(100, 150))).toEqual([new Uint8Array(leaf.subarray(100, 150))]);
  const two = [other.subarray(0, 50), leaf.subarray(0, 50)] as const;
  expect(layOut(desk, ...two)).toEqual(two.map((part) => new Uint8Array(part)));
  expect(layOut(desk, leaf.subarray(0, 50))).toEqual([new Uint8Array(leaf.subarray(0, 50))]);
});

test('what has no room there is copied for itself', () => {
  const desk = new Desk();
  const large = new Uint8Array((8 << 20) + 1).fill(5);
  expect(layOut(desk, large)[0]?.length).toBe(large.length);
  expect(layOut(desk, large.subarray(0, 10))).toEqual([new Uint8Array(10).fill(5)]);
});
