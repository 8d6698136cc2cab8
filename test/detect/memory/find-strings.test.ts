import { expect, test } from 'vitest';
import { findStrings } from '../../../src/detect/memory/find-strings.ts';
import type { MemoryImage } from '../../../src/detect/memory/memory-search.ts';
import { noise } from './memory-images.ts';

test('as many strings as there are may be looked for: a heap that is watched has more numbers than a call takes arguments', () => {
  const bytes = noise('image', 4096);
  const image: Pick<MemoryImage, 'survey' | 'read' | 'checkTime'> = {
    survey: {
      runs: Float64Array.of(0, bytes.length),
      bignums: new Float64Array(),
      edwardsKeys: new Float64Array(),
      slices: new Float64Array(),
      smallIntegers: new Float64Array(),
    },
    read: (offset, length) => bytes.subarray(offset, offset + length),
    checkTime: () => {},
  };
  const strings = new Array<Uint8Array>(1 << 20).fill(noise('elsewhere', 32));
  strings.push(bytes.subarray(1001, 1041));
  expect([...findStrings(image as MemoryImage, strings)]).toEqual([{ index: 1 << 20, offset: 1001 }]);
});
