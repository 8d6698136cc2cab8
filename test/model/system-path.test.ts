import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathOfBytes, systemPath } from '../../src/model/system-path.ts';

const bytesOf = (path: string): Buffer => Buffer.from(systemPath(path) as string);

test.each([
  ['UTF-8', Buffer.from('schlüssel/日本/🔑'), 'schlüssel/日本/🔑'],
  ['Latin-1', Buffer.from('caf\xe9.pem', 'latin1'), 'caf\udce9.pem'],
  ['U+FFFD, which is UTF-8', Buffer.from('\ufffd'), '\ufffd'],
  ['both', Buffer.from('efbfbdff', 'hex'), '\ufffd\udcff'],
  ['half of a pair, written as if it were a character', Buffer.from('eda080', 'hex'), '\udced\udca0\udc80'],
  ['a form that is too long', Buffer.from('c0af', 'hex'), '\udcc0\udcaf'],
  ['the beginning of a character', Buffer.from('61f09f94', 'hex'), 'a\udcf0\udc9f\udc94'],
  ['beyond the last character', Buffer.from('f4908080', 'hex'), '\udcf4\udc90\udc80\udc80'],
])('a name in %s has a text, and the way back', (_, bytes, text) => {
  expect(pathOfBytes(bytes)).toBe(text);
  expect(bytesOf(text)).toEqual(bytes);
});

test('any bytes come back', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    expect(bytesOf(pathOfBytes(Buffer.from(bytes)))).toEqual(Buffer.from(bytes));
  });
  fc.assert(property, { numRuns: 2000, seed: 1 });
});

test('a path that UTF-8 can say stays text', () => {
  expect(systemPath('a/🔑\udbff')).toBe('a/🔑\udbff');
});
