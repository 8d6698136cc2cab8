import { describe, expect, test } from 'vitest';
import { tokenFingerprint } from '../../src/detect/fingerprint.ts';
import { copyMatch } from '../../src/engine/copy-match.ts';

const match = {
  offset: 2,
  length: 8,
  fingerprint: tokenFingerprint('x'),
  preview: 'a…',
  facts: { kind: 'x', more: { n: 1 } },
};

describe('a match of a plug-in', () => {
  test('is copied, with what a match has and nothing else', () => {
    const also = [{ ...match, title: 'Another' }];
    const given = { ...match, severity: 'low', confidence: 'proven', also, surplus: () => {} };
    const { surplus, ...expected } = given;
    expect(surplus).toBeDefined();
    const copied = copyMatch(given, 10);
    expect(copied).toEqual({ match: expected });
    expect(structuredClone(copied)).toEqual(copied);
  });

  const facts = (value: unknown) => ({ ...match, facts: { value } });
  const wrong: [what: string, given: unknown, expected: string][] = [
    ['a promise', Promise.resolve(match), '`offset` and `length`'],
    ['text', 'found', 'a match or undefined'],
    ['null', null, 'a match or undefined'],
    ['an offset before the window', { ...match, offset: -1 }, '`offset` and `length`'],
    ['a length beyond it', { ...match, length: 9 }, '`offset` and `length`'],
    ['a length that is no number', { ...match, length: '8' }, '`offset` and `length`'],
    ['nothing', { ...match, length: 0 }, '`offset` and `length`'],
    ['a fingerprint of its own', { ...match, fingerprint: 'hunter2' }, 'a `fingerprint`'],
    ['a long preview', { ...match, preview: 'x'.repeat(41) }, 'a `preview`'],
    ['a severity of its own', { ...match, severity: 'grave' }, 'a `severity`'],
    ['a confidence of its own', { ...match, confidence: 'sure' }, 'a `confidence`'],
    ['a title that is no text', { ...match, title: 7 }, 'a `title`'],
    ['no facts', { ...match, facts: undefined }, '`facts`'],
    ['a list of facts', facts([1]), '`facts`'],
    ['a fact that is a function', facts(() => 1), '`facts`'],
    ['a fact that is a bigint', facts(1n), '`facts`'],
    ['a fact that is null', facts(null), '`facts`'],
    ['a fact that is no number', facts(Number.NaN), '`facts`'],
    ['a fact of a MiB', facts('x'.repeat(1 << 20)), '`facts`'],
    ['facts without a bottom', facts({ a: { b: { c: { d: 1 } } } }), '`facts`'],
    [
      'too many facts',
      { ...match, facts: Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`${n}`, n])) },
      '`facts`',
    ],
    ['others that are no list', { ...match, also: match }, '`also`'],
    ['another one that is wrong', { ...match, also: [{ ...match, offset: 10 }] }, '`offset` and `length`'],
  ];

  test.each(wrong)('%s is refused', (_, given, expected) => {
    expect(copyMatch(given, 10)).toEqual({ expected: expect.stringContaining(expected) });
  });
});
