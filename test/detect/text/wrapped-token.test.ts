import { describe, expect, test } from 'vitest';
import { secretFingerprint } from '../../../src/detect/fingerprint.ts';
import { prefixedToken } from '../../../src/detect/text/prefixed-token.ts';
import type { Rule } from '../../../src/detect/text/rule.ts';
import { ruleDetector } from '../../../src/detect/text/rule-detector.ts';
import { alphanumeric } from '../../../src/detect/text/token-parts.ts';
import { NO_MEMORY } from '../../../src/model/memory.ts';
import { inspectAll } from '../../support/inspect-all.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const PREFIX = 'acme_';
const detector = ruleDetector(
  prefixedToken({
    id: 'a-token',
    title: 'A token',
    provider: 'Acme',
    severity: 'high',
    advice: 'Revoke it.',
    prefixes: [PREFIX],
    body: [alphanumeric(36)],
  }),
);
const random = seededRandom(7);
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const token = PREFIX + Array.from({ length: 36 }, () => LETTERS[random.int(62)]).join('');
const LONG = 'some words before it that make a line as long as the window of a program';

/** Where the detector finds a token in `text`, and which. */
function found(text: string) {
  const match = detector.inspect(Buffer.from(text), text.indexOf(PREFIX), NO_MEMORY);
  return match && { place: text.slice(match.offset, match.offset + match.length), fingerprint: match.fingerprint };
}

describe('a token that is broken at the end of a long line', () => {
  test.each([
    ['\n', [6, 12, 20, 40]],
    ['\r\n', [20]],
    [`\n${' '.repeat(13)}`, [20]],
  ] as const)('by %j', (lineEnd, cuts) => {
    for (const cut of cuts) {
      const place = token.slice(0, cut) + lineEnd + token.slice(cut);
      const expected = { place, fingerprint: secretFingerprint(token, false) };
      expect(found(`${LONG} ${place} and more\n`), `after ${cut}`).toEqual(expected);
      expect(found(`first line\n${LONG} ${place}\n`), `after ${cut}`).toEqual(expected);
    }
  });
});

test.each([
  ['a short line', `words ${token.slice(0, 20)}\n${token.slice(20)}\n`],
  ['a long line before a short one', `${LONG}\nwords ${token.slice(0, 20)}\n${token.slice(20)}\n`],
  ['a blank at the end of the line', `${LONG} ${token.slice(0, 20)} \n${token.slice(20)}\n`],
  ['an empty line between', `${LONG} ${token.slice(0, 20)}\n\n${token.slice(20)}\n`],
  ['more letters than a token has', `${LONG} ${token.slice(0, 20)}\n${token.slice(20)}a1\n`],
  ['indentation of half a line', `${LONG} ${token.slice(0, 20)}\n${' '.repeat(60)}${token.slice(20)}\n`],
  ['the end of the text', `${LONG} ${token.slice(0, 20)}\n`],
])('%s: nothing', (_, text) => {
  expect(found(text)).toBeUndefined();
});

describe('a token that is interrupted', () => {
  const ESCAPE = '\u001b';
  test.each([
    ['by a colour that ends behind its prefix, as of grep', [`${ESCAPE}[m${ESCAPE}[K`], [5]],
    ['by colours of three parts', [`${ESCAPE}[38;5;148m`, `${ESCAPE}[39m`, `${ESCAPE}[0m`], [7, 9, 30]],
    ['where a page may break it', ['<wbr>', '<wbr/>', '&shy;', '&#8203;'], [10, 20, 30, 40]],
    ['by pieces of text in SVG', ['</tspan><tspan fill="#008000">', '</tspan><tspan>'], [8, 20]],
    ['by hits of a search', ['<em>', '</em>', '<mark class="hit">', '</mark>'], [8, 10, 20, 22]],
    [
      'by elements of highlighted code',
      Array.from({ length: 8 }, () => '</span><span class="hljs-number">'),
      [6, 8, 12, 13, 20, 22, 30, 38],
    ],
  ] as const)('%s', (_, marks, cuts) => {
    const pieces = cuts.map((cut, index) => token.slice(cuts[index - 1] ?? 0, cut) + marks[index]);
    const place = pieces.join('') + token.slice(cuts.at(-1));
    const expected = { place, fingerprint: secretFingerprint(token, false) };
    expect(found(`words ${place} and more\n`)).toEqual(expected);
    expect(found(`words ${place}\nmore\n`)).toEqual(expected);
    expect(found(`${marks.at(-1)}${place}</span> and more\n`)).toEqual(expected);
  });

  test('by characters without a width in UTF-8', () => {
    const bytes = Buffer.from(`${token.slice(0, 9)}\u200b${token.slice(9, 20)}\u00ad${token.slice(20)}\n`);
    expect(detector.inspect(bytes, 0, NO_MEMORY)).toMatchObject({ offset: 0, length: bytes.length - 1 });
  });

  test.each([
    ['elements that separate words', `${token.slice(0, 20)}</td><td>${token.slice(20)}`],
    ['a blank', `${token.slice(0, 20)} <em>${token.slice(20)}</em>`],
    ['more letters than a token has', `${token.slice(0, 20)}<wbr>${token.slice(20)}a1`],
    ['a movement to another place', `${token.slice(0, 20)}${ESCAPE}[5;1H${token.slice(20)}`],
    ['far more elements than a token has', [...token].join('</b></i></u></s></em></strong></span><b>')],
    ['another reference', `${token.slice(0, 20)}&nbsp;${token.slice(20)}`],
  ])('not by %s', (_, text) => {
    expect(found(`words ${text} and more\n`)).toBeUndefined();
  });
});

describe('a token that the log of a container breaks', () => {
  const TIME = '2026-01-02T03:04:05.123456789';
  const PART = 'x'.repeat(16_000);
  test.each([
    ['containerd', `${TIME}Z stdout P ${PART} `, `\n${TIME}Z stdout F `, ' end\n'],
    ['CRI-O', `${TIME}+01:00 stderr P ${PART} `, `\n${TIME}+01:00 stderr P `, ' end\n'],
    ['Docker', `{"log":"${PART} `, `","stream":"stdout","time":"${TIME}Z"}\n{"log":"`, ' end\\n","stream":"stdout"'],
    [
      'Docker, with a tag',
      `{"log":"${PART} `,
      `","stream":"stderr","attrs":{"tag":"a"},"time":"${TIME}Z"}\n{"log":"`,
      '\\n","stream":"stderr"',
    ],
  ])('of %s', (_, before, between, after) => {
    for (const cut of [6, 20, 40]) {
      const place = token.slice(0, cut) + between + token.slice(cut);
      expect(found(before + place + after)).toEqual({ place, fingerprint: secretFingerprint(token, false) });
    }
  });

  test.each([
    ['another key of JSON', `${PART} ${token.slice(0, 20)}","stream":"${token.slice(20)}"`],
    ['a time in a short line', `${TIME} ${token.slice(0, 20)}\n${TIME}Z stdout F ${token.slice(20)}\n`],
  ])('not %s', (_, text) => {
    expect(found(text)).toBeUndefined();
  });
});

test.each([
  ['elements', '<span class="o">-</span>'],
  ['colours', '\u001b[38;2;15;147;15m-\u001b[m'],
])('a prefix that is broken at its hyphen by %s is found at an anchor of its own', (_, hyphen) => {
  const broken = ruleDetector({
    ...{ id: 'b', title: 'B', provider: 'B', severity: 'high', confidence: 'high', advice: 'Change it.' },
    anchors: ['acmeb-'],
    pattern: /(?<prefix>acmeb-)(?<body>[A-Za-z0-9]{36})/,
    maxMatchBytes: 42,
    examples: () => [],
    lookAlikes: () => [],
  });
  const place = `acmeb${hyphen}${token.slice(PREFIX.length)}`;
  const bytes = Buffer.from(`<code>${place}</code>`);
  expect(inspectAll(broken, bytes)).toMatchObject([{ offset: 6, length: place.length }]);
});

test('a whole token at the end of a long line is found as it is', () => {
  expect(found(`${LONG} ${token}\nnext\n`)).toEqual({ place: token, fingerprint: secretFingerprint(token, false) });
});

describe('what stands behind the break is no token of its own, and no rest of a password', () => {
  const passwordIn = (text: string, more: Partial<Rule> = {}) =>
    ruleDetector({
      ...{ id: 'a-password', title: 'A password', provider: 'Acme', severity: 'high', confidence: 'high' },
      ...{
        advice: 'Change it.',
        anchors: ['--password='],
        maxMatchBytes: 60,
        examples: () => [],
        lookAlikes: () => [],
      },
      pattern: /--password=(?<secret>[^\s]{1,40})/,
      check: ({ secret }) => (secret === 'hunter2' ? undefined : {}),
      ...more,
    }).inspect(Buffer.from(text), text.indexOf('--password='), NO_MEMORY);

  test('a value that was left out', () => {
    expect(passwordIn(`${LONG} --password=x\nSMTP_PORT=25\n`)).toMatchObject({ length: 1 });
    expect(passwordIn(`${LONG} --password=\nSMTP_PORT=25\n`)).toBeUndefined();
  });

  test('a password that was refused', () => {
    const text = `${LONG} --password=hunter2\nand more\n`;
    expect(passwordIn(text)).toMatchObject({ length: 'hunter2'.length + '\nand'.length });
    expect(passwordIn(text, { judgesPlaceholders: true })).toBeUndefined();
  });
});
