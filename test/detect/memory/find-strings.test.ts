import { expect, test } from 'vitest';
import { findStrings } from '../../../src/detect/memory/find-strings.ts';
import { noise, plainImageOf } from './memory-images.ts';

test('as many strings as there are may be looked for: a heap that is watched has more numbers than a call takes arguments', () => {
  const bytes = noise('image', 4096);
  const strings = new Array<Uint8Array>(1 << 20).fill(noise('elsewhere', 32));
  strings.push(bytes.subarray(1001, 1041));
  expect([...findStrings(plainImageOf(bytes), strings)]).toEqual([{ index: 1 << 20, offset: 1001 }]);
});
