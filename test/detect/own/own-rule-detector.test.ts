import { describe, expect, test } from 'vitest';
import type { Detector } from '../../../src/detect/detector.ts';
import { guessableFingerprint, tokenFingerprint } from '../../../src/detect/fingerprint.ts';
import type { OwnRule } from '../../../src/detect/own/own-rule.ts';
import { findsIn, ownRuleDetector } from '../../../src/detect/own/own-rule-detector.ts';
import { crc32Base62 } from '../../../src/detect/text/checksum.ts';
import { NO_MEMORY } from '../../../src/model/memory.ts';

const NOTHING = { secrets: [], matches: [], lines: [], words: [], paths: [] };
const RULE: OwnRule = {
  ...{ id: 'own', title: 'Own', severity: 'high', confidence: 'medium', advice: 'Revoke it.' },
  ...{ pattern: 'acme_[0-9a-z]{8,}', keywords: ['acme_'], checks: [], bytesBefore: 32, bytesAfter: 64 },
  ...{ paths: [], ignore: NOTHING },
};

function make(over: Partial<OwnRule>): Detector {
  const made = ownRuleDetector({ ...RULE, ...over });
  if ('problem' in made) throw new Error(`${made.field}: ${made.problem}`);
  return made;
}

/** What it says at the anchor in the middle of `text`, as the engine would ask. */
function at(detector: Detector, text: string, word: string) {
  const bytes = Buffer.from(text, 'latin1');
  const where = text.indexOf(word);
  const start = Math.max(0, where - detector.trigger.bytesBefore - 1);
  return detector.inspect(bytes.subarray(start, where + detector.maxMatchBytes), where - start, NO_MEMORY);
}

describe('an own rule', () => {
  test.each<[what: string, over: Partial<OwnRule>, text: string, finds: boolean]>([
    ['finds a match', {}, 'x acme_12345678 y', true],
    ['finds a keyword in another case', { pattern: '(?i)acme_[0-9a-z]{8,}' }, 'x ACME_12345678 y', true],
    ['finds what begins before its keyword', { pattern: '[0-9]{4}-acme_x{8}' }, '1234-acme_xxxxxxxx', true],
    ['finds what stands behind its keyword', { pattern: '[0-9]{8}' }, 'acme_key is 12345678', true],
    ['finds what stands before its keyword', { pattern: '[0-9]{8}' }, '12345678 is the acme_key', true],
    ['asks for entropy', { minBitsPerCharacter: 3 }, 'acme_aaaaaaaa', false],
    ['asks for entropy that is there', { minBitsPerCharacter: 3 }, 'acme_1a2b3c4d', true],
    ['ignores words in any case', { ignore: { ...NOTHING, words: ['SAMPLE'] } }, 'acme_sample123', false],
    ['ignores secrets by a pattern', { ignore: { ...NOTHING, secrets: ['0{4}'] } }, 'acme_00001234', false],
    ['ignores lines by a pattern', { ignore: { ...NOTHING, lines: ['^#'] } }, 'a\n# acme_12345678\n', false],
    ['knows the line', { ignore: { ...NOTHING, lines: ['^#'] } }, '# a\nacme_12345678\n# b', true],
    [
      'goes on behind a match that is ignored',
      { ignore: { ...NOTHING, words: ['zzzz'] } },
      'acme_zzzzzzzz acme_12345678',
      true,
    ],
    ['knows where a word begins', { pattern: '\\bacme_[0-9]{8}\\b' }, 'xacme_12345678', false],
    ['knows where a text begins', { pattern: '^acme_[0-9]{8}' }, 'acme_12345678', true],
    ['takes a window for no beginning', { pattern: '^x*acme_[0-9]{8}' }, `${'x'.repeat(200)}acme_12345678`, false],
    ['takes a window for no end', { pattern: 'acme_[0-9]+$' }, `acme_${'1'.repeat(200)}`, false],
    ['is silent on a secret that its window cuts', {}, `acme_${'a1'.repeat(200)}`, false],
    ['finds a secret that ends with the text', {}, `acme_${'a1'.repeat(20)}`, true],
    ['finds a card number', { pattern: '[0-9]{16}', checks: ['luhn'] }, 'acme_card 4111111111111111', true],
    ['is silent on another number', { pattern: '[0-9]{16}', checks: ['luhn'] }, 'acme_card 4111111111111112', false],
    [
      'finds a token with its CRC',
      { checks: ['crc32-base62'], pattern: 'acme_[0-9A-Za-z]{12}' },
      `acme_abcdef${crc32Base62('acme_abcdef')}`,
      true,
    ],
    [
      'is silent on a wrong CRC',
      { checks: ['crc32-base62'], pattern: 'acme_[0-9A-Za-z]{12}' },
      'acme_abcdef000000',
      false,
    ],
    [
      'finds base64 of JSON',
      { checks: ['base64-json'], pattern: 'ey[A-Za-z0-9+/=]+' },
      `acme_ ${btoa('{"a":1}')}`,
      true,
    ],
    [
      'is silent on base64 of something else',
      { checks: ['base64-json'], pattern: 'ey[A-Za-z0-9+/=]+' },
      'acme_ eyeyeyeyey',
      false,
    ],
  ])('%s', (_, over, text, finds) => expect(findsIn(make(over), text)).toBe(finds));

  test('the secret is the named group, the group that is asked for, or all', () => {
    const text = 'acme_key = "1a2b3c4d5e6f"';
    const place = (over: Partial<OwnRule>) => {
      const match = at(make(over), text, 'acme_')!;
      return text.slice(match.offset, match.offset + match.length);
    };
    expect(place({ pattern: 'acme_key = "(?P<secret>[0-9a-f]{12})"' })).toBe('1a2b3c4d5e6f');
    expect(place({ pattern: 'acme_(key) = "([0-9a-f]{12})"', secretGroup: 2 })).toBe('1a2b3c4d5e6f');
    expect(place({ pattern: 'acme_key = "([0-9a-f]{12})"' })).toBe(text);
  });

  test('what a person may have chosen is stretched, what nobody can guess is not', () => {
    const random = 'acme_9f86d081884c7d659a2feaa0c55ad015';
    expect(at(make({}), random, 'acme_')!.fingerprint).toBe(tokenFingerprint(random));
    const word = 'acme_password';
    expect(at(make({}), word, 'acme_')!.fingerprint).toBe(guessableFingerprint(word));
  });

  test('no piece of the secret is in the match', () => {
    const match = at(make({}), 'acme_9f86d081884c7d659a2feaa0c55ad015', 'acme_')!;
    expect(match).toMatchObject({ preview: '…', facts: { provider: 'own rule', checksum: 'none' } });
  });

  test('is for the paths that it names, and not for those that it ignores', () => {
    const { appliesTo } = make({ paths: ['src/**'], ignore: { ...NOTHING, paths: ['*.md'] } });
    expect(['src/a.txt', 'src/a.md', 'a.txt'].map((path) => appliesTo!(path))).toEqual([true, false, false]);
  });

  test('a pattern that multiplies its states is refused, or done in time', () => {
    for (const pattern of [
      '(a?){1000}(a+)+b',
      '((a{0,30}){0,30}){0,30}',
      '(.*){900}x',
      '(\\pL\\pN\\pS){300}',
      `(${'a|'.repeat(2000)}b)+`,
    ]) {
      const made = ownRuleDetector({ ...RULE, pattern: `acme_${pattern}`, bytesBefore: 512, bytesAfter: 16 << 10 });
      if ('problem' in made) expect(made.field).toBe('pattern');
      else expect(findsIn(made, `acme_${'a'.repeat(16 << 10)}`)).toBe(false);
    }
  });
});
