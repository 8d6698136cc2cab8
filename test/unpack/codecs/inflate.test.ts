import { expect, test } from 'vitest';
import { inflateWhole } from '../../../src/unpack/codecs/inflate.ts';

test('damage is a result, and leaves the limit of stack traces as it was', () => {
  const { stackTraceLimit } = Error;
  expect(inflateWhole(Uint8Array.of(0xff), 10, 10)).toBe('damaged');
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

test('any other error is a bug, and says where it was thrown', () => {
  let stack: string | undefined;
  try {
    inflateWhole(Uint8Array.of(3, 0), -1, 10);
  } catch (error) {
    stack = (error as Error).stack;
  }
  expect(stack).toContain('inflate.test.ts');
});
