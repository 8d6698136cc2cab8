import { expect, test } from 'vitest';
import { membersOf } from '../../src/bytes/members.ts';

const PATTERNS = [/[0-9]/, /[^\t\n\r\x20-\x7e]|["'<>`\\]/, /\s/, /(?!)/, /[^\p{Cc}]|[\t\n\r\x80-\xff]/u, /k/i];

test.each(PATTERNS)('%s: the bytes that it matches one by one', (pattern) => {
  const expected = Array.from({ length: 256 }, (_, byte) => Number(pattern.test(String.fromCharCode(byte))));
  expect([...membersOf(pattern)]).toEqual(expected);
});

test('the same table for the same pattern, another one for other flags', () => {
  expect(membersOf(/[a-f]/)).toBe(membersOf(/[a-f]/));
  expect(membersOf(/[a-f]/i)).not.toEqual(membersOf(/[a-f]/));
});
