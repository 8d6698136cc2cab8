import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { jsonSections } from '../../src/views/json-sections.ts';

function sectionsOf(text: string, maxBytes = 1 << 20) {
  const bytes = Buffer.from(text);
  const { sections, complete } = jsonSections(new MemorySource(bytes), maxBytes);
  const parts = sections.map(({ key, offset, length }) => [key, bytes.subarray(offset, offset + length).toString()]);
  return { parts, complete };
}

describe('jsonSections', () => {
  test('finds the value of each key of the outermost object, whatever it holds', () => {
    const key = fc
      .string({ maxLength: 30 })
      .filter((text) => JSON.stringify(text) === `"${text}"` && text !== '__proto__');
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue()), fc.nat(3), (value, indent) => {
        const { parts, complete } = sectionsOf(JSON.stringify(value, null, indent));
        expect(complete).toBe(true);
        expect(parts.map(([name, text]) => [name, JSON.parse(text!)])).toEqual(
          Object.entries(JSON.parse(JSON.stringify(value))),
        );
      }),
    );
  });

  test('finds them across chunks of reading', () => {
    const long = 'x'.repeat(200_000);
    const { parts } = sectionsOf(JSON.stringify({ a: long, b: [long, { c: '"},' }], d: 1 }));
    expect(parts.map(([name]) => name)).toEqual(['a', 'b', 'd']);
    expect(parts[2]).toEqual(['d', '1']);
  });

  test('keeps what there is of a text that is cut off', () => {
    expect(sectionsOf('{"a": {"b": 1}, "c": [1, 2')).toEqual({
      parts: [
        ['a', ' {"b": 1}'],
        ['c', ' [1, 2'],
      ],
      complete: false,
    });
  });

  test('looks at no more bytes than it is told to', () => {
    expect(sectionsOf('{"a":1,"b":2,"c":3}', 9)).toEqual({ parts: [['a', '1']], complete: false });
  });

  test.each(['', '}', '"', '[[[', '{"a"', '{:::,,,', '\\'])('survives %j', (text) => {
    expect(Array.isArray(sectionsOf(text).parts)).toBe(true);
  });
});
