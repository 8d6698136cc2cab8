import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/model/result.ts';
import type { Annotation } from '../../src/report/annotations.ts';
import { reporters } from '../../src/report/catalog.ts';
import { FORBIDDEN, hostileTexts } from '../report/hostile-text.ts';
import { findingExample, gapExample, leakExample, rules, verdictExample } from '../report/verdict-example.ts';
import { isSlowRun } from '../support/is-slow-run.ts';

/*
 * What every reporter of the catalog owes, whatever the verdict: a rendering without an error, the same each time, with
 * nothing in it that a terminal, the runner or a reader would take for something else, no longer than its consumer
 * takes, and the verdict unchanged.
 */

/** Characters of one rendering, all strings together. GitHub's limits, or what one string of V8 can hold. */
const MAX_CHARACTERS: Readonly<Record<string, number>> = {
  json: 2 ** 29 - 24,
  sarif: 13_000_000,
  annotations: 29 * (4096 + 1500),
  summary: 1_000_000,
  comment: 65_000,
  terminal: 1_000_000,
};

function hostileVerdict(): Verdict {
  const findings = hostileTexts.map((text, index) =>
    findingExample({
      rule: text,
      title: text,
      artifact: text,
      fingerprint: `key:${index}`,
      preview: text,
      facts: { kind: text, provider: text, spkiSha256: text, issuer: text, certificate: { [text]: text } },
      places: [
        { path: `${text}!/${text}`, offset: 0, length: 1, line: 1, column: 1, address: 1n, region: text, form: text },
        { path: text, offset: 1, length: 1, inlineAllow: { mark: 'keysieve:allow', reason: text } },
      ],
      fails: index % 2 === 0,
      count: 1000 + index,
      ...(index % 3 === 1 && {
        fails: false,
        suppressed: { by: 'inline', reason: text, until: '2030-01-01' } as const,
      }),
      origin: { file: text, line: 1, by: (['content', 'source-map', 'debug-info', 'workflow'] as const)[index % 4]! },
    }),
  );
  const { stats, tool } = verdictExample();
  const counts = Object.fromEntries(hostileTexts.map((text) => [text, 1]));
  return verdictExample({
    findings,
    gaps: hostileTexts.map((text) => gapExample({ path: text, message: text })),
    artifacts: hostileTexts.map((path) => ({ path, size: 1, entries: 1, scannedBytes: 1 })),
    rules: [...rules, ...hostileTexts.map((text) => ({ ...rules[0]!, id: text, title: text, advice: text }))],
    stats: { ...stats, formats: counts, leftOut: counts },
    expired: hostileTexts.map((reason) => ({ by: 'baseline', reason, until: '2020-01-01', findings: 1 })),
    remarks: hostileTexts,
    configuration: { name: hostileTexts[3]!, rulesOff: hostileTexts },
    tool: { ...tool, version: hostileTexts[2]! },
  });
}

/** 10,000 secrets, 100,000 places, 10,000 gaps. */
function hugeVerdict(): Verdict {
  const findings = Array.from({ length: 10_000 }, (_, index) => {
    const places = Array.from({ length: 10 }, (_, place) => ({
      path: `dist/app.zip!/lib/${index}.jar!/conf/${'deep/'.repeat(10)}${place}.key`,
      offset: place,
      length: 1,
    }));
    return findingExample({ fingerprint: `key:${index}`, places });
  });
  const gaps = Array.from({ length: 10_000 }, (_, index) => gapExample({ path: `dist/app.zip!/${index}.bin` }));
  return verdictExample({ findings, gaps });
}

/** 10,000 secrets of a baseline, and as many allows that have expired. */
function allowedVerdict(): Verdict {
  const suppressed = { by: 'baseline', reason: 'known '.repeat(150) } as const;
  const findings = hugeVerdict().findings.map((finding) => ({ ...finding, fails: false, suppressed }));
  const expired = findings.map(() => ({ ...suppressed, until: '2020-01-01', findings: 1 }));
  return verdictExample({ findings, expired, remarks: findings.map(({ path }) => path) });
}

/** One key, in 10,000 artifacts. */
function spreadVerdict(): Verdict {
  const findings = Array.from({ length: 10_000 }, (_, index) => {
    const artifact = `dist/${index}.zip`;
    return findingExample({ artifact, places: [{ path: `${artifact}!/server.key`, offset: 0, length: 1 }] });
  });
  return verdictExample({ findings });
}

const verdicts: Readonly<Record<string, () => Verdict>> = {
  'that is clean': () => verdictExample(),
  'of an empty selection': () => verdictExample({ artifacts: [], stats: { ...verdictExample().stats, artifacts: 0 } }),
  'that only has gaps': () =>
    verdictExample({ gaps: [gapExample(), gapExample({ outcome: 'fail', code: 'timeout' })] }),
  'with leaks': leakExample,
  'whose findings have no place, fact, rule or preview': () =>
    verdictExample({
      rules: [],
      findings: [findingExample({ places: [], facts: {}, preview: '', path: '', offset: 0, length: 0 })],
    }),
  'with hostile names': hostileVerdict,
  'of 10,000 secrets, 100,000 places and 10,000 gaps': hugeVerdict,
  'of one key in 10,000 artifacts': spreadVerdict,
  'in which all is allowed': allowedVerdict,
};

/** Of which a second rendering takes CI seconds, and says no more than that of a small one. */
const LARGE: readonly string[] = [
  'of 10,000 secrets, 100,000 places and 10,000 gaps',
  'of one key in 10,000 artifacts',
  'in which all is allowed',
];

function stringsOf(rendering: string | readonly Annotation[]): readonly string[] {
  if (typeof rendering === 'string') return [rendering];
  return rendering.flatMap(({ title, message, file }) => [title, message, ...(file === undefined ? [] : [file])]);
}

test('the catalog holds every reporter of the room, once', () => {
  const folder = join(import.meta.dirname, '../../src/report');
  const ids = reporters.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(readdirSync(folder)).toContain(`${id}.ts`);
  expect(Object.keys(MAX_CHARACTERS).sort()).toEqual([...ids].sort());
});

describe.each(reporters.map((reporter) => [reporter.id, reporter] as const))('%s', (id, { render }) => {
  describe.each(Object.entries(verdicts))('of a verdict %s', (name, makeVerdict) => {
    const verdict = makeVerdict();
    const strings = stringsOf(render(verdict));

    test('has no character that hides, reorders or controls', () => {
      for (const text of strings) expect(FORBIDDEN.exec(text)?.[0].codePointAt(0)).toBeUndefined();
    });

    test('has no line that the runner takes for a command', () => {
      for (const text of strings) {
        expect(text.indexOf('##[')).toBe(-1);
        expect(text.search(/^ *::/m)).toBe(-1);
      }
    });

    test('is no longer than its consumer takes', () => {
      expect(strings.reduce((sum, text) => sum + text.length, 0)).toBeLessThanOrEqual(MAX_CHARACTERS[id]!);
    });

    if (isSlowRun || !LARGE.includes(name))
      test('is the same each time', () => {
        const again = stringsOf(render(makeVerdict()));
        expect(again.length).toBe(strings.length);
        expect(again.every((text, index) => text === strings[index])).toBe(true);
      });
  });

  test('names the key that leaked, so that a responder knows which one', () => {
    const { facts } = findingExample();
    expect(stringsOf(render(leakExample())).join('\n')).toContain(String(facts.spkiSha256).slice(0, 16));
  });

  test('names each gap with its path and its code', () => {
    const gap = gapExample({ path: 'dist/x.zip!/y.bin', code: 'unsupported', outcome: 'fail' });
    const text = stringsOf(render(verdictExample({ gaps: [gap] }))).join('\n');
    expect(text).toContain('y.bin');
    expect(text).toContain('unsupported');
  });

  test('names where a secret comes from', () => {
    const origin = { file: 'src/config.ts', line: 4711, by: 'content' } as const;
    const verdict = verdictExample({ findings: [findingExample({ origin })] });
    const rendering = render(verdict);
    const text = typeof rendering === 'string' ? rendering : JSON.stringify(rendering);
    expect(text).toContain('src/config.ts');
    expect(text).toContain('4711');
  });

  test('leaves the verdict as it was', () => {
    const verdict = deepFreeze(leakExample());
    expect(() => render(verdict)).not.toThrow();
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
