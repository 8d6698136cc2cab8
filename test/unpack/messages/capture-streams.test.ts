import { expect, test } from 'vitest';
import { StreamIndex } from '../../../src/unpack/messages/capture-streams.ts';

const segment = (stream: string, sequence: number, isFirst = false) => ({
  stream,
  sequence,
  isFirst,
  start: 40,
  end: 50,
});

test('a packed stream that is silent for a whole index of packets goes on behind it without its beginning', () => {
  const first = new StreamIndex();
  first.add(segment('a to b', 1000, true), 0, true);
  const silent = new StreamIndex(first.packed());
  silent.add(segment('c to d', 1, true), 100, false);
  const third = new StreamIndex(silent.packed());
  third.add(segment('a to b', 1010), 200, false);
  third.add(segment('c to d', 11), 300, false);
  expect([...third.parts()].map(({ name, torn }) => [name, torn])).toEqual([
    ['a to b, 1 packet from 240 on', 'before'],
  ]);
});

test('one that begins anew in between is remembered no longer', () => {
  const first = new StreamIndex();
  first.add(segment('a to b', 1000, true), 0, true);
  const anew = new StreamIndex(first.packed());
  anew.add(segment('a to b', 77, true), 100, false);
  expect([...anew.packed()]).toEqual([]);
});
