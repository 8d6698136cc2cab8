import { expect, test } from 'vitest';
import { endsBefore, mayEndBefore } from '../../../src/detect/text/ends-before.ts';

test.each([
  '\\n',
  '\\x1b',
  '\\u003d',
  '%3D',
  '\x1b[m',
  '\x1b[0m',
  '\x1b[;m',
  '\x1b[1;m',
  '\x1b[?25h',
  '\\033[;H',
  '\x1b[38:2::1:2:3m',
])('what ends a word before a token is not overlooked at first glance: %j', (text) => {
  expect(endsBefore(text)).toBe(true);
  expect(mayEndBefore(Buffer.from(`....${text}`), text.length + 4)).toBe(true);
});
