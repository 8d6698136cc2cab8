import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { inBothCasesWithoutWord, type PrefixedToken, prefixedToken } from '../../../src/detect/text/prefixed-token.ts';
import { ruleDetector } from '../../../src/detect/text/rule-detector.ts';
import {
  alphanumeric,
  base64,
  base64url,
  hex,
  longestOf,
  minBits,
  patternOf,
  textOf,
  UUID,
} from '../../../src/detect/text/token-parts.ts';
import { inspectAll } from '../../support/inspect-all.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const random = seededRandom(1);

function ruleOf(more: Partial<PrefixedToken>) {
  return prefixedToken({
    id: 'a-token',
    title: 'A token',
    provider: 'Acme',
    severity: 'high',
    advice: 'Revoke it.',
    prefixes: ['ac_'],
    body: [hex(32)],
    ...more,
  });
}

describe('parts of a token', () => {
  const parts = [base64url(4, 9), '.', base64(20), '+', hex(8), '$', ...UUID];

  it('are a pattern that matches what is made of them, and nothing shorter or longer', () => {
    const pattern = new RegExp(`^${patternOf(parts)}$`);
    for (const length of ['least', 'most'] as const) {
      for (let round = 0; round < 100; round++) {
        const text = textOf(parts, random, length);
        expect(text).toMatch(pattern);
        expect(text.slice(0, -1)).not.toMatch(pattern);
        expect(`${text}0`).not.toMatch(pattern);
      }
    }
    expect(textOf(parts, random, 'most')).toHaveLength(longestOf(parts));
    expect(checkSync(patternOf(parts), 'y', { checker: 'automaton' }).status).toBe('safe');
  });

  it('have the bits of what is drawn', () => {
    expect(minBits([hex(32), '_', alphanumeric(6, 9)])).toBeCloseTo(128 + 6 * Math.log2(62));
  });

  it.each([hex, alphanumeric, base64, base64url])('%o: a class of its alphabet and nothing else', (run) => {
    const { alphabet } = run(1);
    const pattern = new RegExp(`^${patternOf([run(1)])}$`);
    const matched = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).filter((one) =>
      pattern.test(one),
    );
    expect(matched.sort()).toEqual([...alphabet].sort());
  });
});

describe('a token with a prefix', () => {
  it('is refused at a glance where its body does not begin', () => {
    const rule = ruleOf({});
    const at = (text: string) => rule.glance?.(bytesOf(text), 0);
    expect(at(`ac_${random.text(32, '0123456789abcdef')}`)).toBe(true);
    expect(at('ac_total_of_all')).toBe(false);
    expect(at('ac_0')).toBe(false);
  });

  it('may need a delimiter before it, which is no part of the secret', () => {
    const detector = ruleDetector(ruleOf({ isDelimited: true }));
    const token = `ac_${random.text(32, '0123456789abcdef')}`;
    for (const before of ['"', "'", '=', ': ', '\n', '>'])
      expect(inspectAll(detector, bytesOf(before + token)), before).toMatchObject([
        { offset: before.length, length: 35 },
      ]);
    for (const before of ['', 'a', '_', '-', '/']) expect(inspectAll(detector, bytesOf(before + token))).toEqual([]);
  });

  it('has a floor of entropy below which none of a thousand random bodies falls', () => {
    for (const body of [[hex(19)], [hex(32)], [alphanumeric(14)], [alphanumeric(40)], UUID]) {
      const detector = ruleDetector(ruleOf({ body }));
      for (let round = 0; round < 1000; round++)
        expect(inspectAll(detector, bytesOf(`ac_${textOf(body, random)}`))).toHaveLength(1);
    }
    expect(inspectAll(ruleDetector(ruleOf({})), bytesOf(`ac_${'0011'.repeat(7)}2323`))).toMatchObject([
      { confidence: 'low', facts: { looksLikePlaceholder: true } },
    ]);
  });

  it('is low where someone made it up, and nothing where its reader is told to put one there', () => {
    const detector = ruleDetector(ruleOf({ body: [alphanumeric(24)] }));
    for (const body of ['x'.repeat(24), 'A'.repeat(24), 'abcdefghijklmnopqrstuvwx', 'K7MDENGbPxRfiCYEXAMPLEKE'])
      expect(inspectAll(detector, bytesOf(`ac_${body}`)), body).toMatchObject([
        { confidence: 'low', facts: { looksLikePlaceholder: true } },
      ]);
    expect(inspectAll(detector, bytesOf('ac_yourSecretKeyOfTheProject'))).toEqual([]);
    // Base64 of zeros begins with anything.
    const unmarked = ruleDetector(ruleOf({ prefixes: ['EAAC'], body: [alphanumeric(32)] }));
    expect(inspectAll(unmarked, bytesOf(`EAAC${'A'.repeat(32)}`))).toEqual([]);
  });

  it('may not be a name, with the first word of what follows it in a table of strings', () => {
    const detector = ruleDetector(ruleOf({ body: [base64url(40)], check: inBothCasesWithoutWord }));
    expect(inspectAll(detector, bytesOf('ac_symbols_and_ignored_derived_traitsFailed'))).toEqual([]);
  });
});
